"""The learned tagger: text in, scored spans and pairs out."""
