"""Where reports come from: files and streams, opened here and nowhere below."""
