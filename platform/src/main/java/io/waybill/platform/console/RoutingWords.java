package io.waybill.platform.console;

import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import io.waybill.platform.routing.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in the viewer's language why an order went where it went. Thread-safe. */
@ApplicationScoped
class RoutingWords {
    private final Viewer viewer;
    private final Formats formats;

    RoutingWords(Viewer viewer, Formats formats) {
        this.viewer = viewer;
        this.formats = formats;
    }

    /** @param zone of the times in them */
    List<String> say(List<Reason> reasons, ZoneId zone) {
        RoutingTexts texts = MessageBundles.get(
                RoutingTexts.class, Localized.Literal.of(viewer.language().getLanguage()));
        Sentence sentence = new Sentence(texts, new RoutingTerms(texts), formats, zone);
        return reasons.stream().map(sentence::of).toList();
    }

    private record Sentence(RoutingTexts texts, RoutingTerms terms, Formats formats, ZoneId zone) {
        String of(Reason reason) {
            return switch (reason) {
                case Reason.Chosen chosen -> texts.chosen(units(chosen.units()));
                case Reason.NotLookedAt out -> texts.not_looked_at(terms.excluded(out.exclusion()));
                case Reason.Ranked ranked ->
                    texts.ranked(ranked.rank(), formats.number(ranked.of()), points(ranked.penalty()));
                case Reason.NobodyChosen nobody -> texts.nobody_chosen();
                case Reason.BetterChosen better ->
                    texts.better_chosen(better.facility(), better.rank(), points(better.penalty()));
                case Reason.OtherChosen other -> texts.other_chosen(other.facility());
                case Reason.Rated rated ->
                    texts.rated(terms.rule(rated.rule()), score(rated.score()), points(rated.cost()), rated.most());
                case Reason.RatedFirst rated ->
                    texts.rated_first(terms.rule(rated.rule()), score(rated.score()), rated.share());
                case Reason.KeptOut out -> keptOut(out);
                case Reason.CanServeItsPart part -> texts.can_serve_its_part();
                case Reason.NoFacilities none -> texts.no_facilities();
                case Reason.PassedInVain vain -> texts.passed_in_vain(facilities(vain.facilities()));
                case Reason.KeptOutMany many ->
                    texts.kept_out_many(
                            terms.rule(many.fence()), facilities(many.facilities()), formats.number(many.candidates()));
                case Reason.ManyNotLookedAt many ->
                    texts.many_not_looked_at(facilities(many.facilities()), terms.excluded(many.exclusion()));
                case Reason.FreedByFacility any -> texts.freed_by_facility();
                case Reason.FreedByStockThere stock -> texts.freed_by_stock_there();
                case Reason.FreedFromExclusion freed -> terms.freed(freed.exclusion());
                case Reason.FreedFromFence freed -> terms.freed(freed.fence());
                case Reason.DecidedAgain again -> texts.decided_again(formats.time(again.at(), zone));
                case Reason.AssignedByHand hand -> texts.assigned_by_hand();
                case Reason.GivenUp up -> texts.given_up();
                case Reason.FallsBack back -> texts.falls_back(formats.time(back.at(), zone));
                case Reason.OtherStaysInForce other -> texts.other_stays_in_force();
                case Reason.MovedByPool moved -> texts.moved_by_pool(moved.from(), moved.to());
                case Reason.CostChanged cost -> texts.cost_changed(points(cost.before()), points(cost.after()));
                case Reason.MadeRoom room -> texts.made_room();
                case Reason.SavesTogether saves ->
                    saves.others() == 1
                            ? texts.saves_with_one(points(saves.saving()))
                            : texts.saves_with_others(formats.number(saves.others()), points(saves.saving()));
                case Reason.FencesLetItPass pass -> texts.fences_let_it_pass();
            };
        }

        private String keptOut(Reason.KeptOut out) {
            String fence = terms.rule(out.fence());
            String sentence = out.later() ? texts.perhaps_later(fence) : texts.rejected(fence);
            Reason.Detail detail = out.detail();
            if (detail == null) {
                return sentence + ".";
            }
            String wanted = detail.rule() == null
                    ? terms.value(String.valueOf(detail.expected()))
                    : texts.rule_to_hold(detail.rule());
            return sentence + ": "
                    + (detail.line() == null ? texts.wanted(wanted) : texts.wanted_of(wanted, detail.line()))
                    + (detail.found() == null ? "" : ", " + texts.found(terms.value(detail.found()))) + ".";
        }

        private String units(long count) {
            return count == 1 ? texts.one_unit() : texts.units(formats.number(count));
        }

        private String facilities(long count) {
            return count == 1 ? texts.one_facility() : texts.facilities(formats.number(count));
        }

        private String score(@Nullable String score) {
            return score == null ? texts.no_score() : texts.score(score);
        }

        private static String points(BigDecimal points) {
            return points.stripTrailingZeros().toPlainString();
        }
    }
}
