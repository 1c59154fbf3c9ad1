"""The few windows beside the window; none of them makes it wait."""
