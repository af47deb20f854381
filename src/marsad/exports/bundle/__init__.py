"""An evidence bundle: BagIt and RO-Crate in one folder."""
