"""Documents made from the frozen notes of a session. Knows no Qt."""
