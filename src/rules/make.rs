//! What rules can make: one closed set a group. The build compiles built-in rules with the same types.
//!
//! These types are stored in the binary by `postcard`: no `untagged`, `flatten` or `skip_serializing_if` on them.

pub mod dates;
pub mod events;
pub mod layout;
pub mod names;
pub mod nationalities;
pub mod quotes;
pub mod relations;
pub mod roles;
