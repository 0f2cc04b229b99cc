#pragma once

#include <string>

#include "remit/results.h"

namespace remit {

/// What computes, to the byte: what the linker calls the program or shared library that the library
/// is part of (40 hexadecimal digits as a rule), or empty where it was not asked to.
const std::string& build();

/// What was computed from what, as JSON (docs/manifest.md): version and build of the engine, the
/// policy's canonical hash and the SHA-256 of each of its texts, the day, the rows of each table,
/// the digest of the figures if asked for. `remit run --out` writes the same with its files. No
/// clock is read: equal runs have equal manifests. Linear in the texts; the digest in the figures.
std::string manifest(const Results& results, bool figures = true);

}  // namespace remit
