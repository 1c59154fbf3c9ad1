"""The panels of the window: each shows one thing, none knows another."""
