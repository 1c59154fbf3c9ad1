"""What goes into a dataset and why: review queue, checks, examples, splits."""
