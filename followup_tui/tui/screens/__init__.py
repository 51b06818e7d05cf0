"""The screens: what a person looks at as a whole, and the small ones that ask one thing."""
