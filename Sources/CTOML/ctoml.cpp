#include "ctoml.h"

#include <algorithm>
#include <memory>
#include <new>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

// toml++ nests by recursion, and frees what it built by recursion: an unlimited depth would let a
// file exhaust the stack. This limits arrays and inline tables; `deep_line` limits dotted keys.
#define TOML_MAX_NESTED_VALUES 16
#include <toml++/toml.h>

namespace {

/// A value with its key; nullptr for the elements of an array and for the document.
struct Entry {
  const toml::key *key;
  const toml::node *value;
};

} // namespace

struct ctoml_document {
  toml::table root;
  /// What is still to be given, the next last.
  std::vector<Entry> pending;
  /// The node that was given last, and its text where toml++ keeps none.
  ctoml_node node{};
  std::string text;
  std::string error;
  ctoml_position error_position{};
};

namespace {

constexpr size_t maximum_dots = 128;

ctoml_position position_of(const toml::source_region &region) {
  return {region.begin.line, region.begin.column};
}

ctoml_text text_of(std::string_view text) { return {text.data(), text.size()}; }

/// The first line that may hold a key of more than `maximum_dots` parts. Dots in a row are not
/// counted: no key has them outside of quotes, but ruled lines in comments do.
std::optional<uint32_t> deep_line(std::string_view text) {
  uint32_t line = 1;
  size_t dots = 0;
  char last = 0;
  for (const char byte : text) {
    if (byte == '\n') {
      line += 1;
      dots = 0;
    } else if (byte == '.' && last != '.' && ++dots > maximum_dots) {
      return line;
    }
    last = byte;
  }
  return std::nullopt;
}

bool stands_before(const Entry &left, const Entry &right) {
  return left.key->source().begin < right.key->source().begin;
}

/// Puts the entries of a table on the stack; toml++ keeps them sorted by key, people want the order
/// of the file.
uint32_t push(std::vector<Entry> &pending, const toml::table &table) {
  const auto count = pending.size();
  for (const auto &[key, value] : table)
    pending.push_back({&key, &value});
  std::sort(pending.rbegin(), pending.rend() - static_cast<ptrdiff_t>(count), stands_before);
  return static_cast<uint32_t>(table.size());
}

uint32_t push(std::vector<Entry> &pending, const toml::array &array) {
  for (size_t index = array.size(); index > 0; index--)
    pending.push_back({nullptr, array.get(index - 1)});
  return static_cast<uint32_t>(array.size());
}

template <typename T> void fill_date_time(ctoml_document &document, const T &value) {
  std::ostringstream stream;
  stream << value;
  document.text = stream.str();
  document.node.kind = CTOML_DATE_TIME;
  document.node.text = text_of(document.text);
}

void fill_value(ctoml_document &document, const toml::node &value) {
  ctoml_node &node = document.node;
  switch (value.type()) {
  case toml::node_type::table:
    node.kind = CTOML_TABLE;
    node.children = push(document.pending, *value.as_table());
    break;
  case toml::node_type::array:
    node.kind = CTOML_ARRAY;
    node.children = push(document.pending, *value.as_array());
    break;
  case toml::node_type::string:
    node.kind = CTOML_STRING;
    node.text = text_of(value.as_string()->get());
    break;
  case toml::node_type::integer:
    node.kind = CTOML_INTEGER;
    node.integer = value.as_integer()->get();
    break;
  case toml::node_type::floating_point:
    node.kind = CTOML_REAL;
    node.real = value.as_floating_point()->get();
    break;
  case toml::node_type::boolean:
    node.kind = CTOML_BOOLEAN;
    node.integer = value.as_boolean()->get() ? 1 : 0;
    break;
  case toml::node_type::date: fill_date_time(document, value.as_date()->get()); break;
  case toml::node_type::time: fill_date_time(document, value.as_time()->get()); break;
  case toml::node_type::date_time: fill_date_time(document, value.as_date_time()->get()); break;
  case toml::node_type::none: break;
  }
}

void parse(ctoml_document &document, std::string_view text) {
  if (const auto line = deep_line(text)) {
    document.error_position = {*line, 1};
    document.error = "more than " + std::to_string(maximum_dots) + " dots on one line";
    return;
  }
  try {
    document.root = toml::parse(text);
    document.pending.push_back({nullptr, &document.root});
  } catch (const toml::parse_error &error) {
    document.error_position = position_of(error.source());
    document.error = error.description();
  }
}

} // namespace

ctoml_document *ctoml_parse(const char *bytes, size_t count) {
  // Whatever else is thrown means that memory is out: nothing here throws for another reason.
  try {
    auto document = std::make_unique<ctoml_document>();
    parse(*document, std::string_view(bytes, count));
    return document.release();
  } catch (...) {
    return nullptr;
  }
}

void ctoml_free(ctoml_document *document) { delete document; }

bool ctoml_is_valid(const ctoml_document *document) { return document->error.empty(); }

const ctoml_node *ctoml_next(ctoml_document *document) {
  if (document->pending.empty())
    return nullptr;
  const Entry entry = document->pending.back();
  document->pending.pop_back();
  document->node = {};
  if (entry.key != nullptr) {
    document->node.key = text_of(entry.key->str());
    document->node.key_position = position_of(entry.key->source());
  }
  document->node.position = position_of(entry.value->source());
  try {
    fill_value(*document, *entry.value);
  } catch (...) {
    return nullptr;
  }
  return &document->node;
}

ctoml_position ctoml_error(const ctoml_document *document, ctoml_text *message) {
  *message = text_of(document->error);
  return document->error_position;
}
