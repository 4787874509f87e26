#include "bot/passages/passage_index.h"

#include <algorithm>
#include <cmath>

#include "bot/text/inflect_en.h"

namespace jauap::passages {
namespace {

std::vector<std::string> forms_of(std::string_view word, const text::Words& words) {
  std::vector<std::string> forms = text::base_forms_en(word);
  const auto irregular = words.irregular_forms.find(std::string{word});
  if (irregular != words.irregular_forms.end()) forms.push_back(irregular->second);
  return forms;
}

}  // namespace

PassageIndex::PassageId PassageIndex::add(const std::vector<text::Token>& tokens,
                                          const text::Words& words) {
  for (const auto& token : tokens) {
    for (auto& form : forms_of(token.text, words)) {
      auto& passages = by_form_[std::move(form)];
      if (passages.empty() || passages.back() != size_) passages.push_back(size_);
    }
  }
  return size_++;
}

std::vector<PassageIndex::PassageId> PassageIndex::holding(std::string_view word,
                                                           const text::Words& words) const {
  std::vector<PassageId> all;
  for (const auto& form : forms_of(word, words)) {
    const auto found = by_form_.find(form);
    if (found == by_form_.end()) continue;
    const auto middle = static_cast<std::ptrdiff_t>(all.size());
    all.insert(all.end(), found->second.begin(), found->second.end());
    std::inplace_merge(all.begin(), all.begin() + middle, all.end());
  }
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

double PassageIndex::weight(std::size_t count) const {
  constexpr double kSmooth = 0.5;
  return std::log(1.0 + static_cast<double>(size_) / (static_cast<double>(count) + kSmooth));
}

}  // namespace jauap::passages
