"""The Claude analyst: one structured call per branch through the official SDK, grounded, bounded, on the record."""
