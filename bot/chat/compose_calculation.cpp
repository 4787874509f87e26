#include "bot/chat/compose_calculation.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "bot/answers/suggest.h"
#include "bot/answers/tell.h"
#include "bot/chat/cite.h"
#include "bot/text/format_number.h"

namespace jauap::chat {
namespace {

using knowledge::Fact;
using knowledge::ValueType;
using query::Calculation;
using query::CalculationDenotation;
using query::Operand;
using query::Projected;
using Type = Calculation::Type;

// A whole sentence of what may begin with a small letter and lack its point.
std::string as_sentence(std::string text) {
  if (text.empty()) return text;
  text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  if (text.back() != '.') text += '.';
  return text;
}

class Composer {
 public:
  Composer(const Chatbot::Parts& parts, const CalculationDenotation& told)
      : parts_{parts}, told_{told}, type_{told.calculation.type} {}

  void compose(Reply& reply) {
    reply.status = Status::Answered;
    std::string sentence = query::is_about_time(type_) ? tell_dates(reply) : tell_numbers(reply);
    if (told_.truth) {
      reply.values.clear();
      reply.values.emplace_back(*told_.truth);
      reply.value_text.clear();
      reply.answer = say(parts_, *told_.truth ? "yes" : "corrected", {{"fact", sentence}});
      if (!*told_.truth) reply.premise = sentence;
    } else {
      reply.answer = std::move(sentence);
    }
    add_facts(parts_, told_.facts, reply);
    for (const Operand& operand : told_.operands) {
      if (!operand.default_period || !operand.fact) continue;
      const Fact fact = parts_.store.fact(*operand.fact);
      if (!fact.when) continue;
      reply.steps.push_back(say(parts_, "default_period", {{"period", text::to_iso(*fact.when)}}));
      break;
    }
  }

 private:
  const Operand& first() const { return told_.operands.front(); }
  const Operand& second() const { return told_.operands.back(); }

  std::string when_of(const Operand& operand) const {
    if (!operand.fact) return "";
    const Fact fact = parts_.store.fact(*operand.fact);
    if (fact.period) return parts_.store.tables().periods[*fact.period].name;
    return fact.when ? answers::write_date(*fact.when) : "";
  }

  bool share_time() const {
    return !first().fact || !second().fact || when_of(first()) == when_of(second());
  }

  // What a number is of, as exactly as tells the two apart: "exports", "exports of A".
  std::string label_of(const Operand& operand) const {
    if (!operand.fact) return "";
    const auto& store = parts_.store;
    std::string label = store.property(operand.property).name;
    const bool is_pair = first().fact && second().fact && first().fact != second().fact;
    const bool differ = is_pair && first().subject != second().subject &&
                        !store.property(operand.property).symmetric;
    if (differ || operand.derived) {
      label = say(parts_, "of_thing",
                  {{"property", label}, {"thing", answers::write_name(store, operand.subject)}});
    }
    if (is_pair && !share_time()) {
      label = say(parts_, "at_time", {{"property", label}, {"when", when_of(operand)}});
    }
    return label;
  }

  // A number that is held or given, in full.
  std::string value_of(const Operand& operand) const {
    const Operand& held = operand.fact ? operand : first().fact ? first() : second();
    const auto& property = parts_.store.property(held.property);
    return answers::write_value(parts_.store, property, operand.value.value, held.value.unit);
  }

  // A number that was worked out, rounded to two digits where it is no amount of the facts.
  std::string result_of(const Projected& result) {
    const double number = std::get<double>(result.value);
    constexpr int kDigits = 2;
    constexpr int kAll = 6;
    constexpr double kScale = 100;
    const bool is_amount = (type_ == Type::Difference && !is_relative()) || type_ == Type::Sum ||
                           type_ == Type::Claim || type_ == Type::Choice;
    if (is_amount) {
      // Sums of decimal fractions have a grain that nobody wrote: 0.1 + 0.2.
      constexpr double kGrain = 1e6;
      const double clean = std::round(number * kGrain) / kGrain;
      if (result.type == ValueType::Percent) {
        return say(parts_, "percentage_points", {{"value", text::format_number(clean, kAll)}});
      }
      Operand operand = first().fact ? first() : second();
      operand.value.value = clean;
      return value_of(operand);
    }
    std::string text = text::format_number(number, kDigits);
    if (result.type == ValueType::Percent) text += " %";
    rounded_ = std::abs(number * kScale - std::round(number * kScale)) > 1e-6;
    return rounded_ ? say(parts_, "about", {{"value", text}}) : text;
  }

  Placeholders pair_parts(const std::string& value) const {
    return {{"first", label_of(first())},
            {"second", label_of(second())},
            {"first_value", value_of(first())},
            {"second_value", value_of(second())},
            {"first_when", when_of(first())},
            {"second_when", when_of(second())},
            {"property", parts_.store.property(first().property).name},
            {"value", value}};
  }

  std::string with_time(std::string answer) const {
    const Operand& held = first().fact ? first() : second();
    const std::string when = when_of(held);
    if (!when.empty() && share_time()) {
      answer = say(parts_, "in_period", {{"when", when}, {"answer", answer}});
    }
    return as_sentence(std::move(answer));
  }

  void add_step(Reply& reply, const std::string& name, const Placeholders& placeholders) const {
    std::string step = say(parts_, name, placeholders);
    if (rounded_) step = say(parts_, "rounded", {{"step", step}});
    reply.steps.push_back(std::move(step));
  }

  // A growth as it is held.
  std::string tell_growth(Reply& reply) {
    const std::string factor = result_of(*told_.result);
    reply.values.emplace_back(std::get<double>(told_.result->value));
    Placeholders all{{"property", parts_.store.property(first().property).name},
                     {"value", value_of(first())},
                     {"factor", factor}};
    if (told_.operands.size() == 1) {
      reply.steps.push_back("1 + " + value_of(first()) + " = " + factor);
      return with_time(say(parts_, "grew_times", all));
    }
    const Operand& from = told_.operands[1];
    const Operand& to = told_.operands[2];
    Operand difference = to;
    difference.value.value = std::get<double>(to.value.value) - std::get<double>(from.value.value);
    const auto about = [&](const Operand& operand) {
      Operand number = to;
      number.value = operand.value;
      return from.fact ? value_of(number) : say(parts_, "about", {{"value", value_of(number)}});
    };
    all.emplace_back("first_value", about(from));
    all.emplace_back("second_value", value_of(to));
    all.emplace_back("difference", about(difference));
    if (type_ == Type::Growth) {
      reply.values = {std::get<double>(from.value.value), std::get<double>(to.value.value)};
    }
    reply.steps.push_back(
        say(parts_, "divided_step",
            {{"first_value", value_of(to)}, {"second_value", about(from)}, {"value", factor}}));
    return as_sentence(say(parts_, "grew_from", all));
  }

  // Where a growth led or what it began from.
  std::string tell_growth_end(Reply& reply) {
    reply.values.emplace_back(std::get<double>(told_.result->value));
    Operand end = first();
    end.value = *told_.result;
    reply.value_text = value_of(end);
    if (told_.operands.size() == 1) return fact_of(first());
    constexpr double kPercent = 100;
    const double factor = 1 + std::get<double>(second().value.value) / kPercent;
    reply.value_text = say(parts_, "about", {{"value", reply.value_text}});
    reply.steps.push_back(say(parts_, "rounded",
                              {{"step", say(parts_, "divided_step",
                                            {{"first_value", value_of(first())},
                                             {"second_value", text::format_number(factor, 4)},
                                             {"value", reply.value_text}})}}));
    return as_sentence(say(parts_, "grew_by",
                           {{"property", parts_.store.property(first().property).name},
                            {"growth", value_of(second())},
                            {"value", reply.value_text}})) +
           " " + fact_of(first());
  }

  // So much a month, to four digits.
  std::string tell_rate(Reply& reply) {
    const double exact = std::get<double>(told_.result->value);
    constexpr int kDigits = 4;
    const double grain = exact <= 0 ? 1 : std::pow(10, std::floor(std::log10(exact)) + 1 - kDigits);
    Operand part = first();
    part.value.value = std::round(exact / grain) * grain;
    rounded_ = std::get<double>(part.value.value) != exact;
    const std::string value = value_of(part);
    reply.value_text = rounded_ ? say(parts_, "about", {{"value", value}}) : value;
    reply.values.emplace_back(exact);
    add_step(reply, "divided_step",
             {{"first_value", value_of(first())},
              {"second_value", text::format_number(told_.parts)},
              {"value", reply.value_text}});
    return with_time(say(
        parts_, rate_message(),
        {{"property", parts_.store.property(first().property).name}, {"value", reply.value_text}}));
  }

  std::string rate_message() const {
    if (told_.calculation.unit == Calculation::Unit::Months) return "rate_monthly";
    return told_.calculation.unit == Calculation::Unit::Weeks ? "rate_weekly" : "rate_daily";
  }

  std::string tell_numbers(Reply& reply) {
    if (type_ == Type::GrowthEnd) return tell_growth_end(reply);
    if (type_ == Type::Rate) return tell_rate(reply);
    const bool is_growth =
        (type_ == Type::Growth || type_ == Type::Ratio) && told_.operands.size() != 2;
    if (is_growth) return tell_growth(reply);
    const std::string value = result_of(*told_.result);
    const Placeholders all = pair_parts(value);
    reply.values.emplace_back(std::get<double>(told_.result->value));
    reply.value_text = value;
    if (told_.unsaid) return tell_unsaid(reply, all);
    switch (type_) {
      case Type::Sum:
        add_step(reply, "added_step", all);
        if (told_.whole) return tell_sum_of_whole(say(parts_, "summed", all));
        return with_time(say(parts_, "summed", all));
      case Type::Share:
        add_step(reply, "divided_step", all);
        return with_time(say(parts_, "shared", all));
      case Type::Ratio:
        add_step(reply, "divided_step", all);
        return with_time(say(parts_, "timed", all));
      case Type::Growth:
        add_step(reply, "divided_step",
                 {{"first_value", value_of(second())},
                  {"second_value", value_of(first())},
                  {"value", value_of_ratio(second(), first())}});
        return as_sentence(say(parts_, "grew", all));
      default:
        break;
    }
    if (is_relative()) {
      add_step(reply, "divided_step",
               {{"first_value", value_of(first())},
                {"second_value", value_of(second())},
                {"value", value_of_ratio(first(), second())}});
      return with_time(say(parts_, told_.calculation.turned ? "fell_short" : "exceeded", all));
    }
    if (type_ == Type::Choice && !told_.equal && !(first().fact && second().fact)) {
      return tell_choice_of_given(reply, value);
    }
    if (type_ == Type::Choice && !told_.equal) {
      reply.values = {label_of(first())};
      reply.value_text = label_of(first());
      return with_time(say(parts_, told_.calculation.turned ? "choice_less" : "choice_more", all));
    }
    if (!first().fact || !second().fact) return tell_bound(reply, all);
    if (told_.equal) return with_time(say(parts_, "equalled", all));
    add_step(reply, "subtracted_step", all);
    return with_time(say(parts_, "exceeded", all));
  }

  // A sum beside what the source says that it comes to: it may have rounded either.
  std::string tell_sum_of_whole(const std::string& sum) const {
    const Fact whole = parts_.store.fact(*told_.whole);
    const auto& property = parts_.store.property(whole.property);
    const std::string value =
        answers::write_value(parts_.store, property, whole.value.front(), whole.unit);
    return with_time(
        say(parts_, "sum_of_whole", {{"sum", sum}, {"property", property.name}, {"value", value}}));
  }

  // What no fact says, worked out of the whole and the other part, or of both parts.
  std::string tell_unsaid(Reply& reply, Placeholders all) const {
    const bool is_whole = type_ == Type::Sum;
    Operand unsaid = first().derived ? first() : second();
    unsaid.property = *told_.unsaid;
    all.emplace_back("unsaid", label_of(unsaid));
    add_step(reply, is_whole ? "added_step" : "subtracted_step", all);
    return with_time(say(parts_, is_whole ? "whole_unsaid" : "part_unsaid", all));
  }

  // "Which is more, the exports or 300 million?"
  std::string tell_choice_of_given(Reply& reply, const std::string& value) const {
    const bool is_first_held = first().fact.has_value();
    const Operand& held = is_first_held ? first() : second();
    const std::string given = value_of(is_first_held ? second() : first());
    reply.values = {label_of(held)};
    const bool is_more = is_first_held != told_.calculation.turned;
    const Placeholders all{{"fact", fact_of(held)},
                           {"value", value},
                           {"first_value", is_more ? value_of(held) : given},
                           {"second_value", is_more ? given : value_of(held)}};
    add_step(reply, "subtracted_step", all);
    return as_sentence(say(parts_, is_more ? "exceeded_given" : "below_given", all));
  }

  // A number that is held against one that the question gives.
  std::string tell_bound(Reply& reply, Placeholders all) const {
    const bool exceeds = first().fact.has_value();
    all.emplace_back("fact", fact_of(exceeds ? first() : second()));
    if (told_.equal) return as_sentence(say(parts_, "equalled_given", all));
    add_step(reply, "subtracted_step", all);
    return as_sentence(say(parts_, exceeds ? "exceeded_given" : "below_given", all));
  }

  static std::string value_of_ratio(const Operand& left, const Operand& right) {
    constexpr int kDigits = 4;
    return text::format_number(
        std::get<double>(left.value.value) / std::get<double>(right.value.value), kDigits);
  }

  std::string counted(int count, const std::string& unit) const {
    return say(parts_, count == 1 ? unit : unit + "s", {{"count", text::format_number(count)}});
  }

  std::string duration(Reply& reply) const {
    const query::Elapsed& elapsed = *told_.elapsed;
    if (told_.calculation.unit == Calculation::Unit::Days) {
      reply.values.emplace_back(static_cast<double>(*elapsed.all_days));
      return counted(*elapsed.all_days, "day");
    }
    constexpr int kMonths = 12;
    const int months = elapsed.months.value_or(0);
    if (told_.calculation.unit == Calculation::Unit::Months) {
      reply.values.emplace_back(static_cast<double>(elapsed.years * kMonths + months));
      return counted(elapsed.years * kMonths + months, "month");
    }
    reply.values.emplace_back(static_cast<double>(elapsed.years));
    std::string text;
    const auto add = [&](int count, const std::string& unit) {
      if (count > 0) text += (text.empty() ? "" : ", ") + counted(count, unit);
    };
    add(elapsed.years, "year");
    add(months, "month");
    add(elapsed.days.value_or(0), "day");
    return text.empty() ? counted(0, "year") : text;
  }

  // A difference in percent of one of the two, not in points.
  bool is_relative() const {
    return told_.calculation.relative && first().value.type != ValueType::Percent;
  }

  std::string date_of(const Operand& operand) const {
    return answers::write_date(std::get<text::Date>(operand.value.value));
  }

  std::string fact_of(const Operand& operand) const {
    return operand.fact ? answers::tell(parts_.store, parts_.store.fact(*operand.fact))
                        : as_sentence(date_of(operand));
  }

  std::string tell_dates(Reply& reply) const {
    std::string facts = tell_all(parts_, told_.facts);
    if (type_ == Type::Anniversary) {
      const auto date = std::get<text::Date>(told_.result->value);
      const int later = told_.calculation.years - told_.calculation.passed;
      const Placeholders all{{"count", std::to_string(told_.calculation.years)},
                             {"later", std::to_string(std::abs(later))},
                             {"first", date_of(first())},
                             {"date", answers::write_date(date)},
                             {"facts", facts}};
      reply.values.emplace_back(text::to_iso(date));
      reply.value_text = answers::write_date(date);
      reply.steps.push_back(
          say(parts_, later < 0 ? "anniversary_step_back" : "anniversary_step", all));
      const auto today = parts_.store.pack(parts_.store.fact(*first().fact)).reference_date;
      const bool is_past = today && (date.month == 0 ? date.year < today->year : date < *today);
      const std::string name = is_past ? "anniversary_past" : "anniversary";
      return as_sentence(say(parts_, date.month == 0 ? name + "_in" : name, all));
    }
    if (type_ == Type::Order || type_ == Type::OrderClaim) {
      const Operand& asked = told_.calculation.turned ? second() : first();
      if (asked.fact) {
        reply.values.emplace_back(
            to_reply_value(parts_, parts_.store.fact(*asked.fact).subject, ValueType::Entity));
      }
      // Against a date that the question gives, the fact says it all.
      if (told_.facts.size() == 1) return facts;
      return say(parts_, told_.equal ? "ordered_same" : "ordered",
                 {{"first", fact_of(first())}, {"second", fact_of(second())}});
    }
    const std::string value = duration(reply);
    reply.value_text = value;
    const Placeholders all{{"value", value},
                           {"first", date_of(first())},
                           {"second", date_of(second())},
                           {"date", date_of(second())},
                           {"facts", facts}};
    reply.steps.push_back(say(parts_, told_.elapsed->months ? "elapsed_step" : "elapsed_years_step",
                              told_.elapsed->months ? all
                                                    : Placeholders{{"value", value},
                                                                   {"first", year_of(first())},
                                                                   {"second", year_of(second())}}));
    if (type_ == Type::Age) return say(parts_, told_.equal ? "age_today" : "age", all);
    return as_sentence(say(parts_, told_.equal ? "elapsed_none" : "elapsed", all));
  }

  static std::string year_of(const Operand& operand) {
    return std::to_string(std::get<text::Date>(operand.value.value).year);
  }

  const Chatbot::Parts& parts_;
  const CalculationDenotation& told_;
  Type type_;
  bool rounded_ = false;
};

}  // namespace

void compose_calculation(const Chatbot::Parts& parts, const CalculationDenotation& calculation,
                         Reply& reply) {
  Composer{parts, calculation}.compose(reply);
}

}  // namespace jauap::chat
