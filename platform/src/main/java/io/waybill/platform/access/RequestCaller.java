package io.waybill.platform.access;

import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.RequestScoped;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The caller of the running request, set by {@link AccessFilter}. */
@RequestScoped
class RequestCaller implements Caller {
    private @Nullable Principal principal;
    private Permission[] wanted = new Permission[0];

    void set(Principal checked, Permission[] wantedPermissions) {
        this.principal = checked;
        this.wanted = wantedPermissions;
    }

    @Override
    public boolean isKnown() {
        return principal != null;
    }

    @Override
    public String userId() {
        return principal().userId();
    }

    @Override
    public String username() {
        return principal().username();
    }

    @Override
    public Set<Permission> permissions() {
        return principal().permissions();
    }

    @Override
    public Set<String> facilityIds() {
        return principal().facilityIds(wanted);
    }

    private Principal principal() {
        if (principal == null) {
            throw Rejection.unauthenticated("This operation needs a caller, and the request carries no token");
        }
        return principal;
    }
}
