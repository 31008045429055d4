"""Text messages: what a phone can show, how it is cut into parts, and what a network's receipt says."""
