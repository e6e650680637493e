"""The pages of reviewers, in modules by what they are about."""
