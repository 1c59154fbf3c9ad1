"""NF Studio turns chat logs into preference data: import, detect, review, export."""

__version__ = "0.1.0"
