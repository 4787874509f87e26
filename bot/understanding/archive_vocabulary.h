#pragma once

#include "bot/base/archive.h"
#include "bot/understanding/vocabulary.h"

namespace jauap::understanding {

// A vocabulary as bytes and back. What is read refers to the archive's bytes, as its blocks do.
void write(const Vocabulary& vocabulary, base::ArchiveWriter& archive);
Vocabulary read_vocabulary(base::ArchiveReader& archive);

}  // namespace jauap::understanding
