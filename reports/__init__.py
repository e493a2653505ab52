"""What people look at: the PDF report of a run."""
