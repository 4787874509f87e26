#include "bot/knowledge/data_package.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "bot/base/edit_distance.h"
#include "bot/text/dates.h"

namespace jauap::knowledge {
namespace {

using base::JsonKind;
using base::JsonObject;
using base::JsonValue;

// Keys of the standard that are welcome and mean nothing to the program.
constexpr std::array<std::string_view, 8> kPackageKeys{
    "$schema", "id", "profile", "keywords", "created", "homepage", "image", "contributors"};
constexpr std::array<std::string_view, 9> kResourceKeys{
    "$schema", "name", "type", "title", "description", "format", "bytes", "hash", "licenses"};
// What table_descriptor.h reads.
constexpr std::array<std::string_view, 6> kTableKeys{"kind",   "names",   "adjectiveNames",
                                                     "schema", "ofCells", "derived"};

// The files of a pack that are read, here or elsewhere.
const std::vector<std::string> kFiles{"facts.json", "intents.json", "questions.jsonl"};

template <class Keys>
void ignore(JsonObject& object, const Keys& keys) {
  for (const auto key : keys) object.find(key);
}

bool is_slug(const std::string& name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  });
}

bool is_language(const std::string& tag) {
  return (tag.size() == 2 || tag.size() == 3) &&
         std::all_of(tag.begin(), tag.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool is_url(const std::string& path) {
  return path.rfind("https://", 0) == 0 || path.rfind("http://", 0) == 0;
}

std::optional<text::Date> read_date(JsonObject& object, std::string_view key) {
  const auto written = object.optional_text(key);
  if (!written) return std::nullopt;
  const auto date = text::parse_iso(*written);
  if (!date) {
    object.report(*object.find(key),
                  "expected a date as in ISO 8601, found " + base::describe(*object.find(key)),
                  "write it as \"2021\", \"2021-06\" or \"2021-06-30\"");
  }
  return date;
}

Source read_source(const JsonValue& value, const std::string& file, base::Problems& problems) {
  JsonObject object{value, file, problems};
  Source source;
  source.title = object.text("title");
  source.publisher = object.optional_text("publisher").value_or("");
  if (const auto date = read_date(object, "date")) source.date = text::to_iso(*date);
  source.url = object.optional_text("path").value_or("");
  if (!source.url.empty() && !is_url(source.url)) {
    object.report(*object.find("path"),
                  "expected a web address, found " + base::describe(*object.find("path")),
                  "begin it with \"https://\"");
  }
  object.optional_text("email");
  object.optional_text("version");
  object.finish();
  return source;
}

std::string read_license(const JsonValue& value, const std::string& file,
                         base::Problems& problems) {
  JsonObject object{value, file, problems};
  const auto name = object.optional_text("name");
  const auto title = object.optional_text("title");
  const auto path = object.optional_text("path");
  object.finish();
  if (value.kind == JsonKind::Object && !object.has("name") && !object.has("path")) {
    object.report(value, "expected the key \"name\" or \"path\", found neither");
  }
  return title.value_or(name.value_or(path.value_or("")));
}

// A table stands beside its datapackage.json, and so has a name without folders.
bool is_table(const std::string& path) {
  constexpr std::string_view kEnd = ".csv";
  return path.size() > kEnd.size() && path.find_first_of("/\\") == std::string::npos &&
         path.compare(path.size() - kEnd.size(), kEnd.size(), kEnd) == 0;
}

// Nothing where it names no file that is read.
std::optional<PackFile> read_resource(const JsonValue& value, const std::string& file,
                                      base::Problems& problems) {
  JsonObject object{value, file, problems};
  PackFile read{object.text("path"), object.find("path"), &value, {}};
  ignore(object, kResourceKeys);
  object.optional_text("mediatype");
  const auto encoding = object.optional_text("encoding");
  if (is_table(read.name)) {
    ignore(object, kTableKeys);
    for (const JsonValue& item : object.items("sources")) {
      Source source = read_source(item, file, problems);
      if (!read.source) read.source = std::move(source);
    }
  } else {
    object.find("sources");
  }
  object.optional_text("about");
  object.finish();
  if (encoding && *encoding != "utf-8" && *encoding != "UTF-8") {
    const JsonValue& place = *object.find("encoding");
    object.report(place, "expected the encoding \"utf-8\", found " + base::describe(place));
  }
  if (read.name.empty()) return std::nullopt;
  const bool is_read =
      is_table(read.name) || std::find(kFiles.begin(), kFiles.end(), read.name) != kFiles.end();
  if (is_read) return read;
  std::string hint = base::did_you_mean(read.name, kFiles);
  object.report(*read.path,
                "expected \"facts.json\" or a table such as \"cities.csv\", beside this file, "
                "found " +
                    base::describe(*read.path),
                hint.empty() ? "other files of a pack are \"intents.json\" and "
                               "\"questions.jsonl\""
                             : std::move(hint));
  return std::nullopt;
}

void read_name(JsonObject& object, const std::string& folder_name, PackInfo& info) {
  info.name = object.text("name");
  if (info.name.empty()) return;
  const JsonValue& place = *object.find("name");
  if (!is_slug(info.name)) {
    object.report(place,
                  "expected a name of the characters a-z, 0-9, \".\", \"_\" and \"-\", found " +
                      base::describe(place));
  } else if (info.name != folder_name) {
    object.report(
        place,
        "the pack is called " + base::describe(place) + ", its folder \"" + folder_name + "\"",
        "give both the same name");
  }
}

void read_languages(JsonObject& object, PackInfo& info) {
  if (!object.has("languages")) {
    object.text("languages");  // says that it is missing
    return;
  }
  for (const JsonValue* item : object.text_items("languages")) {
    if (is_language(item->text)) {
      info.languages.push_back(item->text);
    } else {
      object.report(*item, "expected the code of a language, found " + base::describe(*item),
                    "write it as in ISO 639: \"en\"");
    }
  }
  const JsonValue& list = *object.find("languages");
  if (list.kind == JsonKind::Array && list.items.empty()) {
    object.report(list, "expected at least one language, found none");
  }
}

void read_sources(JsonObject& object, DataPackage& package, base::Problems& problems) {
  std::unordered_set<std::string> titles;
  for (const JsonValue& item : object.items("sources")) {
    package.sources.push_back(read_source(item, object.file(), problems));
    const std::string& title = package.sources.back().title;
    if (!title.empty() && !titles.insert(title).second) {
      object.report(*item.find("title"),
                    "two sources have the title " + base::describe(*item.find("title")),
                    "facts name their source by its title");
    }
  }
  const JsonValue* list = object.find("sources");
  if (list != nullptr && list->kind == JsonKind::Array && list->items.empty()) {
    object.report(*list, "expected at least one source, found none");
  }
}

void read_resources(JsonObject& object, DataPackage& package, base::Problems& problems) {
  std::unordered_set<std::string> seen;
  for (const JsonValue& item : object.items("resources")) {
    auto read = read_resource(item, object.file(), problems);
    if (!read) continue;
    if (seen.insert(read->name).second) {
      (is_table(read->name) ? package.tables : package.files).push_back(std::move(*read));
    } else {
      object.report(*read->path, base::describe(*read->path) + " is listed twice",
                    "keep one of the two");
    }
  }
  const JsonValue* list = object.find("resources");
  if (list == nullptr) {
    object.text("resources");  // says that it is missing
  } else if (list->kind == JsonKind::Array && seen.count("facts.json") == 0 &&
             package.tables.empty()) {
    object.report(*list,
                  "expected a resource with the path \"facts.json\", or a table such as "
                  "\"cities.csv\", found none");
  }
  // The facts of a table have its name as their source, where nothing else is said.
  const bool has_facts = package.tables.empty() || seen.count("facts.json") > 0;
  if (has_facts && !object.has("sources")) object.text("sources");  // says that it is missing
}

}  // namespace

DataPackage read_data_package(const JsonValue& root, const std::string& file,
                              const std::string& folder_name, base::Problems& problems) {
  JsonObject object{root, file, problems};
  DataPackage package;
  if (root.kind != JsonKind::Object) return package;
  PackInfo& info = package.info;
  read_name(object, folder_name, info);
  info.title = object.text("title");
  info.description = object.optional_text("description").value_or("");
  object.optional_text("version");
  read_languages(object, info);
  read_sources(object, package, problems);
  for (const JsonValue& item : object.items("licenses")) {
    const std::string license = read_license(item, file, problems);
    info.license += (info.license.empty() ? "" : ", ") + license;
  }
  read_resources(object, package, problems);
  info.default_period = read_date(object, "defaultPeriod");
  info.reference_date = read_date(object, "referenceDate");
  if (info.reference_date && info.reference_date->day == 0) {
    const JsonValue& place = *object.find("referenceDate");
    object.report(place, "expected a day, found " + base::describe(place),
                  "write it as \"2021-06-30\"");
  }
  for (const JsonValue* item : object.text_items("highlights")) {
    info.highlights.push_back(item->text);
  }
  ignore(object, kPackageKeys);
  object.finish();
  return package;
}

}  // namespace jauap::knowledge
