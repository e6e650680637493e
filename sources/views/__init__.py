"""The pages of what is read, in modules by what they are about."""
