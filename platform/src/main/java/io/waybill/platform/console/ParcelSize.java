package io.waybill.platform.console;

import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.shipping.ParcelDimensions;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Weight in grams and measures in centimetres, as typed; each may be left empty. */
public class ParcelSize {
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

    @FormParam("weight")
    @DefaultValue("")
    String weight = "";

    @FormParam("length")
    @DefaultValue("")
    String length = "";

    @FormParam("width")
    @DefaultValue("")
    String width = "";

    @FormParam("height")
    @DefaultValue("")
    String height = "";

    /**
     * Null when nothing was typed.
     *
     * @throws Rejection 400 for what is no number above 0
     */
    @Nullable
    ParcelDimensions dimensions() {
        ParcelDimensions typed = new ParcelDimensions(
                number("height", height),
                number("length", length),
                number("width", width),
                number("weight", weight),
                null);
        return typed.equals(new ParcelDimensions(null, null, null, null, null)) ? null : typed;
    }

    private static @Nullable BigDecimal number(String name, String typed) {
        String text = typed.strip().replace(',', '.');
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("\\d{1,7}(\\.\\d{1,3})?")) {
            throw Rejection.invalid(name + " must be a number such as 12.5, not " + typed);
        }
        BigDecimal number = new BigDecimal(text);
        if (number.signum() == 0 || number.compareTo(MOST) > 0) {
            throw Rejection.invalid(name + " must be more than 0 and at most " + MOST);
        }
        return number;
    }
}
