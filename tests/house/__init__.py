"""How the house is kept: what no single room can promise for itself."""
