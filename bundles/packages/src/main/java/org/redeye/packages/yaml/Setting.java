package org.redeye.packages.yaml;

import java.util.List;
import java.util.Optional;
import org.redeye.api.packages.Edit;
import org.redeye.api.packages.Splice;
import org.redeye.packages.yaml.Part.Alias;
import org.redeye.packages.yaml.Part.Collection;
import org.redeye.packages.yaml.Part.Member;
import org.redeye.packages.yaml.Part.Scalar;
import org.redeye.packages.yaml.Part.Style;
import org.redeye.packages.yaml.Splicer.EditException;

/** Says something else at a place, in the style in which it was said. */
final class Setting {

    private final Source source;
    private final Way way;
    private final Part old;
    private final Part wanted;
    private final YamlText yaml;

    Setting(Source source, Edit.Set edit) {
        this.source = source;
        this.way = Way.to(source, edit.path());
        this.old = way.end();
        this.wanted = Part.of(edit.value()).with(old.props());
        Style quotes = way.depth() == 0 ? Style.PLAIN : Habit.quotes(way.parent());
        this.yaml = new YamlText(
                new Habit(source, way),
                quotes,
                source.lines().breakNear(Math.max(0, old.start())),
                source.lines().end(Math.max(0, old.end())) == source.text().length());
    }

    Change change() {
        if (way.depth() == 0) {
            throw new EditException("The whole file cannot be set; name an entry.");
        }
        boolean kindChanges = wanted instanceof Collection one
                ? !(old instanceof Collection other) || one.isMap() != other.isMap()
                : old instanceof Collection;
        if (kindChanges && !old.props().tag().isEmpty()) {
            throw new EditException(
                    source.line(old.start()) + ": the tag '" + old.props().tag()
                            + "' says what stands here; remove it before something of another kind comes here.");
        }
        Part expected = Trees.with(source.root(), way.indexes(), part -> wanted);
        boolean same = Trees.difference(wanted, old).isEmpty();
        return new Change(same ? List.of() : splices(), expected);
    }

    private List<Splice> splices() {
        if (way.insideFlow()) {
            return List.of(new Placing(source).inFlow(way, inline(true)));
        }
        int level = way.depth();
        if (yaml.isInline(wanted, level)) {
            return blockText()
                    .map(text -> List.of(new Splice(old.body(), old.end(), text)))
                    .orElseGet(() -> onLine(inline(false)));
        }
        var fresh = (Collection) wanted;
        if (old instanceof Collection in && !in.flow()) {
            return List.of(instead(in, fresh, level));
        }
        return new Placing(source).below(way, old.body(), old.end(), fresh.isMap(), site -> new YamlText(
                        yaml.habit(), yaml.quotes(), site.newline(), site.open())
                .lines(fresh, site.column(), level));
    }

    private String inline(boolean flow) {
        if (wanted instanceof Scalar text && !text.isNothing()) {
            Style style = old instanceof Scalar scalar && !scalar.isNothing() ? scalar.style() : yaml.quotes();
            return ScalarText.write(text.text(), style, flow);
        }
        return yaml.inline(wanted, flow);
    }

    /** A text in several lines stays one, and one that gets a second line becomes one. */
    private Optional<String> blockText() {
        if (!(old instanceof Scalar was) || !(wanted instanceof Scalar text) || text.isNothing()) {
            return Optional.empty();
        }
        boolean block = was.style().isBlock();
        boolean becomes = was.style() == Style.PLAIN
                && was.body() < was.end()
                && text.text().indexOf('\n') >= 0;
        Lines lines = source.lines();
        if (!block && !(becomes && lines.isRestBlank(was.end())) || way.member().isExplicit()) {
            return Optional.empty();
        }
        int outer = source.column(way.member());
        int indent = block ? indent(was, outer) : outer + yaml.habit().step();
        int next = lines.next(was.end());
        boolean open = next == lines.length() && !lines.atLineStart(next);
        boolean blank = next < lines.length() && lines.isRestBlank(next);
        var header = block ? BlockText.Header.at(lines, was.body()) : BlockText.Header.LITERAL;
        return BlockText.write(text.text(), header, new BlockText.Place(indent, outer, yaml.newline(), open, blank));
    }

    private int indent(Scalar was, int outer) {
        Lines lines = source.lines();
        for (int line = lines.next(was.body()); line < was.end(); line = lines.next(line)) {
            if (!lines.isRestBlank(line)) {
                int said = BlockText.Header.at(lines, was.body()).indent();
                return said == 0 ? lines.indent(line) : outer + said;
            }
        }
        return outer + yaml.habit().step();
    }

    /** On the line of the key or dash. */
    private List<Splice> onLine(String text) {
        Lines lines = source.lines();
        Member member = way.member();
        int head = source.valueAt(member);
        if (member.mark() < 0) {
            throw new EditException(
                    source.line(member.start()) + ": this key has no colon; write one before it gets a value.");
        }
        String piece = text.isEmpty() ? "" : " " + text;
        boolean lower = old instanceof Collection in && !in.flow() && lines.start(old.body()) > lines.start(head);
        if (lower) {
            return List.of(Splice.insert(head, piece), source.cutLines(lines.next(head), source.to(member)));
        }
        if (old.body() == old.end()) {
            return List.of(Splice.insert(head, piece));
        }
        if (text.isEmpty()) {
            return List.of(Splice.cut(Math.max(head, lines.trimBack(old.body())), old.end()));
        }
        boolean block = old instanceof Scalar scalar && scalar.style().isBlock();
        String comment = block ? BlockText.Header.at(lines, old.body()).rest() : "";
        boolean alias = old instanceof Alias;
        return List.of(new Splice(alias ? old.start() : old.body(), old.end(), text + comment));
    }

    /** A block instead of a block. */
    private Splice instead(Collection in, Collection fresh, int level) {
        int column = source.column(in);
        boolean behindDash = !source.startsLine(in.members().get(0));
        if (behindDash || fresh.isMap() == in.isMap() && column > source.column(way.member())) {
            String lines = yaml.lines(fresh, column, level);
            return new Splice(in.body(), in.end(), Source.withoutBreak(lines.substring(column)));
        }
        int below = source.column(way.member()) + yaml.step(fresh);
        String lines = yaml.lines(fresh, below, level);
        return new Splice(source.lines().start(in.body()), in.end(), Source.withoutBreak(lines));
    }
}
