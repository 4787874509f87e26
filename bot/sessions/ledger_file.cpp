#include "bot/sessions/ledger_file.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <system_error>
#include <utility>

#include "bot/base/signature.h"
#include "bot/text/redact.h"
#include "bot/text/tokens.h"

namespace jauap::sessions {
namespace {

namespace fs = std::filesystem;

constexpr int kApplication = 0x4A617570;  // "Jaup", for the command file(1)
constexpr int kVersion = 1;
constexpr int kBusyMilliseconds = 5'000;
// The log is cut to this when it was written back; readers may let it grow meanwhile.
constexpr int kLogBytes = 4 << 20;

constexpr const char* kSchema = R"(
CREATE TABLE setting(name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
INSERT INTO setting VALUES('session_key', randomblob(32));
CREATE TABLE question(id INTEGER PRIMARY KEY, time INTEGER NOT NULL, session TEXT NOT NULL,
                      question TEXT NOT NULL, status TEXT NOT NULL, missing TEXT NOT NULL) STRICT;
CREATE INDEX question_time ON question(time);
CREATE INDEX question_session ON question(session) WHERE session <> '';
CREATE TABLE feedback(id INTEGER PRIMARY KEY, time INTEGER NOT NULL, session TEXT NOT NULL,
                      question TEXT NOT NULL, answer TEXT NOT NULL, helpful INTEGER NOT NULL,
                      comment TEXT NOT NULL) STRICT;
CREATE INDEX feedback_time ON feedback(time);
CREATE INDEX feedback_session ON feedback(session) WHERE session <> '';
CREATE TABLE daily_count(day TEXT NOT NULL, status TEXT NOT NULL, count INTEGER NOT NULL,
                         PRIMARY KEY(day, status)) STRICT, WITHOUT ROWID;
)";

std::errc code_of(int sqlite) {
  switch (sqlite & 0xFF) {
    case SQLITE_FULL:
      return std::errc::no_space_on_device;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return std::errc::read_only_file_system;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return std::errc::device_or_resource_busy;
    default:
      return std::errc::io_error;
  }
}

[[noreturn]] void fail(const fs::path& file, const SQLite::Exception& error) {
  throw std::system_error{std::make_error_code(code_of(error.getErrorCode())),
                          file.string() + ": " + error.what()};
}

[[noreturn]] void fail(const fs::path& file, int code) {
  throw std::system_error{code, std::generic_category(), file.string()};
}

// So that only its owner can read it: SQLite gives its further files the same rights.
void create(const fs::path& file) {
  constexpr mode_t kOwnerOnly = 0600;
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kOwnerOnly);
  if (descriptor < 0) fail(file, errno);
  ::close(descriptor);
}

// A ledger of lines of JSON is no database; SQLite would only say that it is none.
void refuse_lines(const fs::path& file) {
  std::ifstream stream{file, std::ios::binary};
  if (stream.peek() != '{') return;
  throw WrongLedger{file.string() +
                    " is a ledger of lines of JSON, as jauap kept them before; give --ledger "
                    "another file and take these over with: jauap ledger import " +
                    file.string()};
}

// Whether a folded text has the folded word in it.
bool has(const std::string& folded, const std::string& word) {
  const std::string needle = text::fold(word);
  return !needle.empty() && folded.find(needle) != folded.npos;
}

// What was missing, but for what is no longer in the redacted question.
std::string kept_missing(const std::string& missing, const std::string& redacted) {
  const std::string folded = text::fold(redacted);
  std::string kept;
  for (std::size_t begin = 0; begin <= missing.size();) {
    const std::size_t end = std::min(missing.find(", ", begin), missing.size());
    const std::string word = missing.substr(begin, end - begin);
    if (has(folded, word)) kept += (kept.empty() ? "" : ", ") + word;
    begin = end + 2;
  }
  return text::redact(kept);
}

}  // namespace

struct LedgerFile::Database {
  Database(const fs::path& path, Open open, std::uint64_t most)
      : file{path},
        most_bytes{most},
        connection{path.string(), SQLite::OPEN_READWRITE, kBusyMilliseconds} {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) fail(path, errno);
    device = status.st_dev;
    inode = status.st_ino;
    prepare(open);
  }

  void prepare(Open open) {
    const int application = number("PRAGMA application_id");
    const int version = number("PRAGMA user_version");
    const bool is_empty = number("SELECT count(*) FROM sqlite_schema") == 0;
    if (!is_empty && application != kApplication) {
      throw WrongLedger{file.string() + " is a database of something else"};
    }
    if (version > kVersion) {
      throw WrongLedger{file.string() + " is a ledger of a later version of jauap"};
    }
    if (is_empty && open == Open::Existing) throw WrongLedger{file.string() + " is no ledger"};
    connection.exec("PRAGMA journal_mode=WAL");
    connection.exec("PRAGMA secure_delete=ON");
    connection.exec("PRAGMA journal_size_limit=" + std::to_string(kLogBytes));
    if (most_bytes > 0) {
      const auto page = static_cast<std::uint64_t>(number("PRAGMA page_size"));
      most_pages = std::max<std::uint64_t>(most_bytes / page, 32);
      connection.exec("PRAGMA max_page_count=" + std::to_string(most_pages));
    }
    if (is_empty) initialise();
    SQLite::Statement key{connection, "SELECT value FROM setting WHERE name='session_key'"};
    if (!key.executeStep()) throw WrongLedger{file.string() + " has no key for conversations"};
    const SQLite::Column value = key.getColumn(0);
    session_key.assign(static_cast<const char*>(value.getBlob()),
                       static_cast<std::size_t>(value.getBytes()));
  }

  // Another process may do the same at once.
  void initialise() {
    SQLite::Transaction transaction{connection, SQLite::TransactionBehavior::IMMEDIATE};
    if (number("SELECT count(*) FROM sqlite_schema") == 0) {
      connection.exec(kSchema);
      connection.exec("PRAGMA application_id=" + std::to_string(kApplication));
      connection.exec("PRAGMA user_version=" + std::to_string(kVersion));
    }
    transaction.commit();
  }

  int number(const char* query) { return connection.execAndGet(query).getInt(); }

  std::string code_of_session(const std::string& session) const {
    constexpr std::size_t kDigits = 16;
    if (session.empty()) return "";
    return base::to_hex(base::hmac_sha256(session_key, session)).substr(0, kDigits);
  }

  // Deletes the oldest tenth of the questions where less than a tenth of the room is left.
  void make_room() {
    if (most_pages == 0) return;
    const auto used =
        static_cast<std::uint64_t>(number("PRAGMA page_count") - number("PRAGMA freelist_count"));
    if (used * 10 < most_pages * 9) return;
    connection.exec(
        "DELETE FROM question WHERE id IN (SELECT id FROM question ORDER BY time, id LIMIT "
        "(SELECT count(*) / 10 + 1 FROM question))");
  }

  void insert(const KeptFeedback& kept) const {
    SQLite::Statement row{connection,
                          "INSERT INTO feedback(time, session, question, answer, helpful, comment) "
                          "VALUES(?,?,?,?,?,?)"};
    row.bind(1, kept.time);
    row.bind(2, code_of_session(kept.feedback.session));
    row.bind(3, text::redact(kept.feedback.question));
    row.bind(4, text::redact(kept.feedback.answer));
    row.bind(5, kept.feedback.helpful ? 1 : 0);
    row.bind(6, text::redact(kept.feedback.comment));
    row.exec();
  }

  void insert(SQLite::Statement& row, const KeptQuestion& kept) const {
    const std::string question = text::redact(kept.question);
    row.bind(1, kept.time);
    row.bind(2, code_of_session(kept.session));
    row.bind(3, question);
    row.bind(4, kept.status);
    row.bind(5, kept_missing(kept.missing, question));
    row.exec();
    row.reset();
  }

  void add(const DailyCounts& counts) const {
    SQLite::Statement row{connection,
                          "INSERT INTO daily_count VALUES(?,?,?) ON CONFLICT DO UPDATE SET "
                          "count = count + excluded.count"};
    for (const auto& [day, count] : counts) {
      row.bind(1, day.first);
      row.bind(2, day.second);
      row.bind(3, static_cast<std::int64_t>(count));
      row.exec();
      row.reset();
    }
  }

  // What was deleted is still in the log until that is written back and cut off.
  void cut_log() {
    SQLite::Statement checkpoint{connection, "PRAGMA wal_checkpoint(TRUNCATE)"};
    if (checkpoint.executeStep() && checkpoint.getColumn(0).getInt() == 0) return;
    throw std::system_error{std::make_error_code(std::errc::device_or_resource_busy),
                            file.string() +
                                ": it is removed, but who reads the file meanwhile "
                                "keeps it in the log beside it; try again"};
  }

  // Deletes by statements of one parameter each; the result counts the rows of all.
  template <class Value>
  std::uint64_t remove(std::initializer_list<const char*> statements, const Value& value) {
    try {
      std::uint64_t rows = 0;
      SQLite::Transaction transaction{connection, SQLite::TransactionBehavior::IMMEDIATE};
      for (const char* text : statements) {
        SQLite::Statement statement{connection, text};
        statement.bind(1, value);
        rows += static_cast<std::uint64_t>(statement.exec());
      }
      transaction.commit();
      cut_log();
      return rows;
    } catch (const SQLite::Exception& error) {
      fail(file, error);
    }
  }

  const fs::path file;
  const std::uint64_t most_bytes;
  std::uint64_t most_pages = 0;
  dev_t device = 0;
  ino_t inode = 0;
  std::string session_key;
  mutable SQLite::Database connection;
};

LedgerFile::LedgerFile(const fs::path& file, Open open, std::uint64_t most_bytes) {
  struct stat status {};
  if (open == Open::Create) create(file);
  if (::stat(file.c_str(), &status) != 0) fail(file, errno);
  refuse_lines(file);
  try {
    database_ = std::make_unique<Database>(file, open, most_bytes);
  } catch (const SQLite::Exception& error) {
    fail(file, error);
  }
}

LedgerFile::~LedgerFile() = default;
LedgerFile::LedgerFile(LedgerFile&&) noexcept = default;

void LedgerFile::write(const Batch& batch) {
  try {
    SQLite::Database& connection = database_->connection;
    // With a log NORMAL outlives the process, FULL also the machine.
    connection.exec(batch.feedback.empty() ? "PRAGMA synchronous=NORMAL"
                                           : "PRAGMA synchronous=FULL");
    SQLite::Transaction transaction{connection, SQLite::TransactionBehavior::IMMEDIATE};
    database_->make_room();
    for (const KeptFeedback& kept : batch.feedback) database_->insert(kept);
    if (!batch.questions.empty()) {
      SQLite::Statement row{connection,
                            "INSERT INTO question(time, session, question, status, missing) "
                            "VALUES(?,?,?,?,?)"};
      for (const KeptQuestion& kept : batch.questions) database_->insert(row, kept);
    }
    database_->add(batch.counts);
    transaction.commit();
  } catch (const SQLite::Exception& error) {
    fail(database_->file, error);
  }
}

bool LedgerFile::is_in_place() const {
  struct stat status {};
  return ::stat(database_->file.c_str(), &status) == 0 && status.st_ino == database_->inode &&
         status.st_dev == database_->device;
}

std::uint64_t LedgerFile::forget_before(std::int64_t time) {
  return database_->remove(
      {"DELETE FROM question WHERE time < ?", "DELETE FROM feedback WHERE time < ?",
       "DELETE FROM daily_count WHERE day < date(?, 'unixepoch')"},
      time);
}

std::uint64_t LedgerFile::forget_session(const std::string& session) {
  std::uint64_t rows = 0;
  for (const std::string& code : {database_->code_of_session(session), session}) {
    rows += database_->remove(
        {"DELETE FROM question WHERE session = ?", "DELETE FROM feedback WHERE session = ?"}, code);
  }
  return rows;
}

std::uint64_t LedgerFile::forget_all() {
  return database_->remove({"DELETE FROM question WHERE ?", "DELETE FROM feedback WHERE ?",
                            "DELETE FROM daily_count WHERE ?"},
                           1);
}

std::vector<MissingKnowledge> LedgerFile::missing_knowledge() const {
  try {
    std::vector<MissingKnowledge> all;
    // Of an aggregate max(), SQLite takes the other columns from the row that has it.
    SQLite::Statement rows{database_->connection,
                           "SELECT missing, count(*), max(time), question FROM question "
                           "WHERE status <> 'answered' GROUP BY missing "
                           "ORDER BY count(*) DESC, max(time) DESC, missing"};
    while (rows.executeStep()) {
      all.push_back({rows.getColumn(0).getString(),
                     static_cast<std::uint64_t>(rows.getColumn(1).getInt64()),
                     rows.getColumn(2).getInt64(), rows.getColumn(3).getString()});
    }
    return all;
  } catch (const SQLite::Exception& error) {
    fail(database_->file, error);
  }
}

LedgerStatistics LedgerFile::statistics() const {
  try {
    SQLite::Database& connection = database_->connection;
    const auto count = [&](const char* query) {
      return static_cast<std::uint64_t>(connection.execAndGet(query).getInt64());
    };
    LedgerStatistics found;
    const SQLite::Transaction snapshot{connection};  // of one moment
    found.questions = count("SELECT count(*) FROM question");
    found.helpful = count("SELECT count(*) FROM feedback WHERE helpful");
    found.not_helpful = count("SELECT count(*) FROM feedback WHERE NOT helpful");
    found.first = static_cast<std::int64_t>(
        count("SELECT ifnull(min(time), 0) FROM (SELECT min(time) AS time FROM question UNION ALL "
              "SELECT min(time) FROM feedback)"));
    found.bytes = count("PRAGMA page_count") * count("PRAGMA page_size");
    SQLite::Statement rows{connection, "SELECT day, status, count FROM daily_count"};
    while (rows.executeStep()) {
      found.counts[{rows.getColumn(0).getString(), rows.getColumn(1).getString()}] =
          static_cast<std::uint64_t>(rows.getColumn(2).getInt64());
    }
    return found;
  } catch (const SQLite::Exception& error) {
    fail(database_->file, error);
  }
}

void LedgerFile::for_each(const std::function<void(const KeptFeedback&)>& feedback,
                          const std::function<void(const KeptQuestion&)>& question) const {
  try {
    SQLite::Statement rows{
        database_->connection,
        "SELECT time, session, question, answer, comment, helpful, 0 AS kind, id FROM feedback "
        "UNION ALL SELECT time, session, question, status, missing, 0, 1, id FROM question "
        "ORDER BY time, kind, id"};
    while (rows.executeStep()) {
      const std::int64_t time = rows.getColumn(0).getInt64();
      const auto text = [&](int column) { return rows.getColumn(column).getString(); };
      if (rows.getColumn(6).getInt() == 0) {
        feedback({time, {text(2), text(3), rows.getColumn(5).getInt() != 0, text(4), text(1)}});
      } else {
        question({time, text(1), text(2), text(3), text(4)});
      }
    }
  } catch (const SQLite::Exception& error) {
    fail(database_->file, error);
  }
}

}  // namespace jauap::sessions
