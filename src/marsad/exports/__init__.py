"""Write what Marsad knows in the formats the field uses."""
