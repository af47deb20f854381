"""Counts of people: what the words of a toll say, as the smallest and the largest number they allow."""
