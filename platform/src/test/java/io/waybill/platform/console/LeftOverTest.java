package io.waybill.platform.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.platform.orders.OrderArticle;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeftOverTest {
    @Test
    void whatLiesInNoBoxIsLeftOver() {
        assertThat(LeftOver.of(
                        List.of(goods("lamp", "1", 3), goods("coat", "2", 1)),
                        List.of(goods("lamp", "1", 2), goods("coat", "2", 1))))
                .containsExactly(goods("lamp", "1", 1));
    }

    @Test
    void linesOfTheSameArticleAreKeptApart() {
        assertThat(LeftOver.of(List.of(goods("lamp", "1", 1), goods("lamp", "2", 1)), List.of(goods("lamp", "2", 1))))
                .containsExactly(goods("lamp", "1", 1));
    }

    @Test
    void linesThatNothingTellsApartShareWhatWasPutAway() {
        assertThat(LeftOver.of(
                        List.of(goods("lamp", null, 2), goods("lamp", null, 2)), List.of(goods("lamp", null, 3))))
                .containsExactly(goods("lamp", null, 1));
    }

    @Test
    void moreInBoxesThanInHandLeavesNothingOver() {
        assertThat(LeftOver.of(List.of(goods("lamp", "1", 1)), List.of(goods("lamp", "1", 5))))
                .isEmpty();
    }

    @Test
    void goodsPutTogetherAreListedOnceForEachLine() {
        assertThat(LeftOver.together(
                        List.of(goods("lamp", "1", 1)), List.of(goods("lamp", "1", 2), goods("lamp", "2", 1))))
                .containsExactly(goods("lamp", "1", 3), goods("lamp", "2", 1));
    }

    private static LeftOver.Goods goods(String article, @Nullable String line, long units) {
        return new LeftOver.Goods(new OrderArticle(article, article, null, null, null, null, null), line, units, null);
    }
}
