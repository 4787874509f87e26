#include "bot/understanding/archive_vocabulary.h"

// What base/archive.h looks for stands where the types do, in no unnamed namespace.

namespace jauap::query {

template <class Archive, base::Archived<Sense> Self>
void archive_parts(Archive& archive, Self& self) {
  auto& [type, id] = self;
  archive(type, id);
}

}  // namespace jauap::query

namespace jauap::understanding {

template <class Archive, base::Archived<Term> Self>
void archive_parts(Archive& archive, Self& self) {
  auto& [sense, adjective] = self;
  archive(sense, adjective);
}

template <class Archive, base::Archived<ComparingAdjective> Self>
void archive_parts(Archive& archive, Self& self) {
  auto& [form, up, choices] = self;
  archive(form, up, choices);
}

template <class Archive, base::Archived<ClassTerm> Self>
void archive_parts(Archive& archive, Self& self) {
  auto& [choices, bound, at_least] = self;
  archive(choices, bound, at_least);
}

template <class Archive, base::Archived<ColumnExtreme> Self>
void archive_parts(Archive& archive, Self& self) {
  auto& [by, up] = self;
  archive(by, up);
}

template <class Archive, base::Archived<CellTerm> Self>
void archive_parts(Archive& archive, Self& self) {
  auto& [property, thing] = self;
  archive(property, thing);
}

template <class Archive, base::Archived<Vocabulary> Self>
void archive_parts(Archive& archive, Self& self) {
  auto& [lexicon, terms, adjectives, classes, plurals, extremes, cells] = self;
  archive(lexicon, terms, adjectives, classes, plurals, extremes, cells);
}

void write(const Vocabulary& vocabulary, base::ArchiveWriter& archive) {
  archive(vocabulary);
}

Vocabulary read_vocabulary(base::ArchiveReader& archive) {
  Vocabulary vocabulary;
  archive(vocabulary);
  return vocabulary;
}

}  // namespace jauap::understanding
