"""FollowTheMoney: entities and statements."""
