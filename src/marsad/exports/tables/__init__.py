"""Tables for people: CSV and workbooks."""
