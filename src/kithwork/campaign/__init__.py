"""The campaign: objective, approaches, meetings, what they brought, and the plan."""
