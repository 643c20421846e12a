#include "ctoml.h"

#include <algorithm>
#include <deque>
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

struct ctoml_document {
  toml::table root;
  std::vector<ctoml_node> nodes;
  /// Texts that toml++ does not keep. A deque, since what it holds never moves.
  std::deque<std::string> texts;
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

/// Writes a tree down as an array.
class Walk {
public:
  explicit Walk(ctoml_document &document) : document(document) {}

  void add(const toml::node &value, const toml::key *key) {
    const size_t index = document.nodes.size();
    document.nodes.push_back({});
    ctoml_node node{};
    if (key != nullptr) {
      node.key = text_of(key->str());
      node.key_position = position_of(key->source());
    }
    node.position = position_of(value.source());
    fill(node, value);
    document.nodes[index] = node;
  }

private:
  using Entry = std::pair<const toml::key *, const toml::node *>;

  ctoml_document &document;

  void fill(ctoml_node &node, const toml::node &value) {
    switch (value.type()) {
    case toml::node_type::table:
      node.kind = CTOML_TABLE;
      node.children = add_entries(*value.as_table());
      break;
    case toml::node_type::array:
      node.kind = CTOML_ARRAY;
      node.children = static_cast<uint32_t>(value.as_array()->size());
      for (const toml::node &element : *value.as_array())
        add(element, nullptr);
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
    case toml::node_type::date: fill_date_time(node, value.as_date()->get()); break;
    case toml::node_type::time: fill_date_time(node, value.as_time()->get()); break;
    case toml::node_type::date_time: fill_date_time(node, value.as_date_time()->get()); break;
    case toml::node_type::none: break;
    }
  }

  template <typename T> void fill_date_time(ctoml_node &node, const T &value) {
    std::ostringstream stream;
    stream << value;
    document.texts.push_back(stream.str());
    node.kind = CTOML_DATE_TIME;
    node.text = text_of(document.texts.back());
  }

  /// toml++ keeps a table sorted by key; people want the order of the file.
  uint32_t add_entries(const toml::table &table) {
    std::vector<Entry> entries;
    entries.reserve(table.size());
    for (const auto &[key, value] : table)
      entries.emplace_back(&key, &value);
    std::sort(entries.begin(), entries.end(), [](const Entry &left, const Entry &right) {
      return left.first->source().begin < right.first->source().begin;
    });
    for (const Entry &entry : entries)
      add(*entry.second, entry.first);
    return static_cast<uint32_t>(entries.size());
  }
};

void parse(ctoml_document &document, std::string_view text) {
  if (const auto line = deep_line(text)) {
    document.error_position = {*line, 1};
    document.error = "more than " + std::to_string(maximum_dots) + " dots on one line";
    return;
  }
  try {
    document.root = toml::parse(text);
    Walk(document).add(document.root, nullptr);
  } catch (const toml::parse_error &error) {
    document.nodes.clear();
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

const ctoml_node *ctoml_nodes(const ctoml_document *document, size_t *count) {
  *count = document->nodes.size();
  return document->nodes.empty() ? nullptr : document->nodes.data();
}

ctoml_position ctoml_error(const ctoml_document *document, ctoml_text *message) {
  *message = text_of(document->error);
  return document->error_position;
}
