#pragma once

#include <string>
#include <utility>
#include <vector>

namespace jauap::base {

// What one stage of the path of a question did: "mentions", what it took and left, and, line by
// line, the details (indented by two spaces a level where they form a tree).
struct TraceStep {
  std::string stage;
  std::string summary;
  std::vector<std::string> details;
};

// The steps of one question, recorded for explain. Stages get a pointer that is null where nobody
// asked, and must not do any work for it then. Not for sharing between threads.
class Trace {
 public:
  void add(std::string stage, std::string summary, std::vector<std::string> details = {}) {
    steps_.push_back({std::move(stage), std::move(summary), std::move(details)});
  }
  const std::vector<TraceStep>& steps() const { return steps_; }

 private:
  std::vector<TraceStep> steps_;
};

}  // namespace jauap::base
