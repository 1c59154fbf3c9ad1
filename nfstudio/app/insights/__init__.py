"""Plots of the page of insights: drawn by one function on the screen, as a picture and as SVG."""
