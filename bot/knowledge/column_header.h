#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bot/knowledge/value.h"
#include "bot/text/words.h"

namespace jauap::knowledge {

// What the header of a column says: "area (km2)", "leadTimeDays", "qty_in_stock".
struct ColumnHeader {
  std::string name;  // as a person would say it: "calling code" for "calling_code"
  std::string unit;  // of "area (km2)" what is in the brackets; "" for none
  int year = 0;      // of "population 2010" and "population (2010)", whose name then is without it
};

// "officialName", "official_name" and "Official Name" are "official name"; "GDP per capita" stays;
// "From" and "To" are "origin" and "destination"; "Cost ($m)" is in "million USD".
// What tables abbreviate is written out ("qty"). Brackets that hold a year or say what the cells
// are
// ("yes/no") hold no unit.
ColumnHeader read_header(std::string_view header, const text::Words& words);

// How a name can be told of a thing.
enum class NameForm : std::uint8_t {
  Noun,        // "height": the height of X
  Participle,  // "founded", "last ordered": X was founded
  Phrase,      // "in stock": neither
  Having,      // "garden" of "has garden"
};
NameForm form_of(const std::string& name, const text::Words& words);

// Takes "on", "in" and "at" off what was done then: "approved on".
void take_place(std::string& name, const text::Words& words);

// Takes the verb off what is so or not: "has garden", "is public".
// Whether it was one of having.
bool take_verb(std::string& name);

// The preposition before a thing in a column of where rows begin or end: "from" of an origin, "to"
// of a destination; "" for any other column.
std::string preposition_of(const std::string& name);

// The same of a file's name or any other text, with all its words.
std::string readable(std::string_view text, const text::Words& words);

// Takes a year off either end of a name.
void take_year(ColumnHeader& header);

// Takes the unit off the end of a name of numbers: "height m" is a height in m.
void take_unit(ColumnHeader& header);

bool has_word(const std::string& name, std::string_view word);

// Whether its numbers or codes only tell things apart: nothing to add up or compare.
bool names_identifier(const std::string& name);

// Whether its years are those in which something was so: "founded", "year built".
bool names_time(const std::string& name, const text::Words& words);

// The shorter names of a column that people call by a part of its name, where no other column has
// the word: "price" for "unit price", "published" for "year published", "machine" for "machine
// type". `others` are the names of all other columns and of what the rows are.
std::vector<std::string> shorter_names(const std::string& name, ValueType type,
                                       const std::vector<std::string>& others,
                                       const text::Words& words);

}  // namespace jauap::knowledge
