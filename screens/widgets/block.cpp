#include "screens/widgets/block.h"

#include <algorithm>
#include <utility>

namespace circle::screens::widgets {

Block text_block(const Kit& kit, const std::string& id, const view::Text& text, const TextLook& look,
                 float measure) {
    if (text.empty()) return {};
    Paragraph paragraph = kit.text(text, look.style, measure);
    Block block;
    block.width = paragraph.width_mm;
    block.height = paragraph.height_mm;
    block.paint = [id, text, look, paragraph = std::move(paragraph)](Painter& painter, const RectMm& rect) {
        painter.text(paragraph, rect, look.ink, look.align);
        Node node;
        node.id = id;
        node.role = look.role;
        node.label = text.words;
        node.spoken = spoken_of(text);
        node.is_private = text.personal;
        node.rect_mm = {rect.x, rect.y, rect.w, paragraph.height_mm};
        node.text_mm = paragraph.capital_mm;
        node.fg = look.ink;
        node.bg = look.ground;
        painter.note(std::move(node));
    };
    return block;
}

Block stack(std::vector<Block> blocks, float gap) {
    std::erase_if(blocks, [](const Block& block) { return block.empty(); });
    if (blocks.empty()) return {};
    Block whole;
    for (const Block& block : blocks) {
        whole.height += block.height + (&block == &blocks.front() ? 0.0F : gap);
        whole.width = std::max(whole.width, block.width);
    }
    whole.paint = [blocks = std::move(blocks), gap](Painter& painter, const RectMm& rect) {
        float y = rect.y;
        for (const Block& block : blocks) {
            block.paint(painter, {rect.x, y, rect.w, block.height});
            y += block.height + gap;
        }
    };
    return whole;
}

Block grid(std::vector<Block> blocks, int columns, float gap, float width) {
    if (blocks.empty()) return {};
    const float cell = column_width(width, columns, gap);
    const auto per_row = static_cast<std::size_t>(columns);
    std::vector<float> rows((blocks.size() + per_row - 1) / per_row, 0.0F);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        rows[i / per_row] = std::max(rows[i / per_row], blocks[i].height);
    }
    Block whole;
    whole.width = width;
    for (const float row : rows) whole.height += row;
    whole.height += gap * static_cast<float>(rows.size() - 1);
    const float natural = whole.height;
    whole.paint = [=, blocks = std::move(blocks), rows = std::move(rows)](Painter& painter,
                                                                          const RectMm& rect) {
        // Painted higher than needed, every row gets its share.
        const float extra = std::max(0.0F, rect.h - natural) / static_cast<float>(rows.size());
        float y = rect.y;
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            const std::size_t row = i / per_row;
            if (i > 0 && i % per_row == 0) y += rows[row - 1] + extra + gap;
            const float x = rect.x + static_cast<float>(i % per_row) * (cell + gap);
            blocks[i].paint(painter, {x, y, cell, rows[row] + extra});
        }
    };
    return whole;
}

std::string joined(const std::vector<const view::Text*>& parts, bool spoken) {
    std::string all;
    for (const view::Text* part : parts) {
        const std::string& words = spoken ? spoken_of(*part) : part->words;
        if (words.empty()) continue;
        if (!all.empty()) all += spoken ? ". " : " ";
        all += words;
    }
    return all;
}

}  // namespace circle::screens::widgets
