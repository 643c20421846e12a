#include "cmustache.h"

#include <exception>
#include <new>
#include <string>
#include <vector>

#include <kainjow/mustache.hpp>

namespace mustache = kainjow::mustache;

struct cmustache_values {
  mustache::data root{mustache::data::type::object};
  /// The open object or list, last; pointers stay valid, because only the last one grows.
  std::vector<mustache::data *> open{&root};
  bool is_whole = true;
  std::string result;
};

namespace {

/// Values are moved into their place: the library's own `set` and `push_back` copy whole trees.
mustache::data &place(cmustache_values &values, const char *name) {
  return (*values.open.back())[name];
}

/// Runs a change; one that fails for want of memory spoils the values.
template <typename Change> void change(cmustache_values *values, Change change) {
  try {
    change();
  } catch (const std::exception &) {
    values->is_whole = false;
  }
}

} // namespace

cmustache_values *cmustache_make(void) { return new (std::nothrow) cmustache_values; }

void cmustache_free(cmustache_values *values) { delete values; }

void cmustache_set_text(cmustache_values *values, const char *name, cmustache_text text) {
  change(values, [&] {
    place(*values, name) = mustache::data{std::string(text.bytes, text.count)};
  });
}

void cmustache_set_flag(cmustache_values *values, const char *name, bool flag) {
  change(values, [&] { place(*values, name) = mustache::data{flag}; });
}

void cmustache_open_list(cmustache_values *values, const char *name) {
  change(values, [&] {
    auto &list = place(*values, name);
    list = mustache::data{mustache::data::type::list};
    values->open.push_back(&list);
  });
}

void cmustache_open_element(cmustache_values *values) {
  change(values, [&] {
    // The list is ours and no constant; the library lends it as one only.
    auto &elements = const_cast<mustache::list &>(values->open.back()->list_value());
    elements.emplace_back(mustache::data::type::object);
    values->open.push_back(&elements.back());
  });
}

void cmustache_close(cmustache_values *values) {
  // After a failure, objects may be missing that are closed now.
  if (values->open.size() > 1)
    values->open.pop_back();
}

bool cmustache_render(cmustache_values *values, cmustache_text source, cmustache_text *result) {
  bool is_rendered = false;
  try {
    values->result.clear();
    mustache::mustache page{std::string(source.bytes, source.count)};
    page.set_custom_escape([](const std::string &markup) { return markup; });
    if (values->is_whole && page.is_valid())
      page.render(values->root, [&](const std::string &part) { values->result += part; });
    is_rendered = values->is_whole && page.is_valid();
    if (!is_rendered)
      values->result = values->is_whole ? page.error_message() : "out of memory";
  } catch (const std::exception &error) {
    values->result = error.what();
    is_rendered = false;
  }
  *result = {values->result.data(), values->result.size()};
  return is_rendered;
}
