"""The demo's inbox: what the mail server would have taken, to read in a browser. It exists while DEBUG is on."""
