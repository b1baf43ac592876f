"""The domain of a listening circle: what happens in it, and what follows from that. Knows no Qt."""
