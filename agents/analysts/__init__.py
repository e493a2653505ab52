"""The analysts: who works a branch. All share one interface; the rules analyst needs no network and no key."""
