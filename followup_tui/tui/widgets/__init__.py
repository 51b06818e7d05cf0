"""The widgets: each draws immutable view data and posts what the person meant; none of them knows the network."""
