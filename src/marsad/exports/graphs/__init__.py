"""Actors, incidents and places as a graph: GEXF and GraphML."""
