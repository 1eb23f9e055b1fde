using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Server.Api;

/// <summary>Puts the API into a web application: the seam between whoever hosts it and what it does.</summary>
public static class ApiHost
{
    /// <summary>Registers what the API needs of the host.</summary>
    public static IServiceCollection AddCollectionsApi(this IServiceCollection services, ApiSetup setup)
    {
        services.AddRouting();
        return services.AddSingleton(setup);
    }

    /// <summary>
    /// Maps <c>/v1</c>, <c>/openapi</c> and <c>/docs</c>, with the middleware that turns whatever goes wrong into
    /// problem details. Call it before other routes are mapped.
    /// </summary>
    public static WebApplication MapCollectionsApi(this WebApplication application) => application;
}
