#pragma once

#include "bot/base/archive.h"
#include "bot/knowledge/fact_store.h"

// The parts of what a fact store holds, for base/archive.h. Whoever gives one of these structs a
// new part is told here by the compiler; so that no file of before is read as one of after, a build
// has files of its own (chat/compiled_file.h).

namespace jauap::text {

template <class Archive, base::Archived<Date> Self>
void archive_parts(Archive& archive, Self& self) {
  auto& [year, month, day] = self;
  archive(year, month, day);
}

}  // namespace jauap::text

namespace jauap::knowledge {

template <class Archive, base::Archived<Kind> Self>
void archive_parts(Archive& archive, Self& self) {
  auto& [key, name, plural, words, is_person, is_group, is_place, everywhere, of_table,
         is_inferred] = self;
  archive(key, name, plural, words, is_person, is_group, is_place, everywhere, of_table,
          is_inferred);
}

template <class Archive, base::Archived<Entity> Self>
void archive_parts(Archive& archive, Self& self) {
  auto& [key, kind, name, aliases, adjectives, qualifier, pack] = self;
  archive(key, kind, name, aliases, adjectives, qualifier, pack);
}

template <class Archive, base::Archived<ComparingWords> Self>
void archive_parts(Archive& archive, Self& self) {
  auto& [up, down] = self;
  archive(up, down);
}

template <class Archive, base::Archived<ClassWord> Self>
void archive_parts(Archive& archive, Self& self) {
  auto& [words, bound, at_least] = self;
  archive(words, bound, at_least);
}

template <class Archive, base::Archived<Property> Self>
void archive_parts(Archive& archive, Self& self) {
  auto& [key, name, words, hints, asks, roles, inverse, of, sentence, question, denial, antonyms,
         unit, verbs, inverse_verbs, count_nouns, adjectives, classes, quotient, difference, sum,
         pack, type, series, year, symmetric, of_table, is_inferred, is_part_of, is_metonym,
         adds_up] = self;
  archive(key, name, words, hints, asks, roles, inverse, of, sentence, question, denial, antonyms,
          unit, verbs, inverse_verbs, count_nouns, adjectives, classes, quotient, difference, sum,
          pack, type, series, year, symmetric, of_table, is_inferred, is_part_of, is_metonym,
          adds_up);
}

template <class Archive, base::Archived<Period> Self>
void archive_parts(Archive& archive, Self& self) {
  auto& [key, name, words] = self;
  archive(key, name, words);
}

template <class Archive, base::Archived<Source> Self>
void archive_parts(Archive& archive, Self& self) {
  auto& [title, publisher, date, url] = self;
  archive(title, publisher, date, url);
}

template <class Archive, base::Archived<WrittenFact> Self>
void archive_parts(Archive& archive, Self& self) {
  auto& [key, subject, property, value, unit, approximate, when, period, counterparts, place, text,
         question, source, at, pack] = self;
  archive(key, subject, property, value, unit, approximate, when, period, counterparts, place, text,
          question, source, at, pack);
}

template <class Archive, base::Archived<PackInfo> Self>
void archive_parts(Archive& archive, Self& self) {
  auto& [name, title, description, folder, languages, license, default_period, reference_date,
         highlights] = self;
  archive(name, title, description, folder, languages, license, default_period, reference_date,
          highlights);
}

template <class Archive, base::Archived<CellTable> Self>
void archive_parts(Archive& archive, Self& self) {
  auto& [file, place, source, pack, first] = self;
  archive(file, place, source, pack, first);
}

template <class Archive, base::Archived<KindLink> Self>
void archive_parts(Archive& archive, Self& self) {
  auto& [property, subject, value] = self;
  archive(property, subject, value);
}

template <class Archive, base::Archived<WrittenRow> Self>
void archive_parts(Archive& archive, Self& self) {
  auto& [fact, property, subject, counterparts, derived] = self;
  archive(fact, property, subject, counterparts, derived);
}

template <class Archive, base::Archived<FactTables> Self>
void archive_parts(Archive& archive, Self& self) {
  auto& [packs, sources, kinds, entities, properties, periods, written, cells] = self;
  archive(packs, sources, kinds, entities, properties, periods, written, cells);
}

}  // namespace jauap::knowledge
