"""What only a browser can prove: the demo as people and their tools meet it."""
