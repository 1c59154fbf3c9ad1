"""The second look: one page where a sample is drawn, read blind, and compared with the first reading."""
