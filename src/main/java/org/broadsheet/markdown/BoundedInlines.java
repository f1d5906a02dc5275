package org.broadsheet.markdown;

import org.commonmark.internal.InlineParserImpl;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.SourceLines;

/**
 * Leaves a paragraph that is nearly all markup as the text it is. The parser recurses as deep as emphasis and images
 * nest, and has no limit of its own (nor a public name for its default parser of inlines).
 */
final class BoundedInlines implements InlineParser {
    private final InlineParser inner;

    BoundedInlines(InlineParserContext context) {
        this.inner = new InlineParserImpl(context);
    }

    @Override
    public void parse(SourceLines lines, Node block) {
        String content = lines.getContent();
        if (MarkdownBounds.isNearlyAllMarkup(content)) {
            block.appendChild(new Text(content));
        } else {
            inner.parse(lines, block);
        }
    }
}
