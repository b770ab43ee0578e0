package org.redeye.packages;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.redeye.api.section.Item;

/** The items of a package by section, and by what they say in a field as soon as somebody asks. Not thread-safe. */
final class ItemIndex {

    private record Key(String section, String field) {}

    private final Map<String, List<Item>> bySection;
    private final Map<Key, Map<String, Item>> firsts = new HashMap<>();

    ItemIndex(Map<String, List<Item>> bySection) {
        this.bySection = bySection;
    }

    List<Item> all(String section) {
        return bySection.getOrDefault(section, List.of());
    }

    Optional<Item> first(String section, String field, String text) {
        Map<String, Item> byText = firsts.computeIfAbsent(new Key(section, field), key -> {
            var index = new HashMap<String, Item>();
            all(section).forEach(item -> index.putIfAbsent(item.text(field), item));
            return index;
        });
        return Optional.ofNullable(byText.get(text));
    }
}
