"""The project file: one SQLite database that holds all that must survive."""
