package remit

// BareCall is a call of the library that does nothing, for benchmarks.
func BareCall() uint32 { return remit_abi_version() }
