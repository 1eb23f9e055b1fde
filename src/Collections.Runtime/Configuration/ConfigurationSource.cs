using Collections.Kernel;

namespace Collections.Runtime.Configuration;

/// <summary>
/// How configurations are built, with the type erased; <see cref="ConfigurationSource{TConfiguration, TFold}"/> is the
/// one implementation per product.
/// </summary>
public abstract class ConfigurationSource
{
    private protected ConfigurationSource()
    {
    }

    internal abstract IConfiguration Initial(string tenant);

    internal abstract IConfiguration Apply(IConfiguration configuration, Publication publication);
}

/// <summary>Builds configurations by a pure fold.</summary>
/// <typeparam name="TConfiguration">The configuration.</typeparam>
/// <typeparam name="TFold">Its fold.</typeparam>
public sealed class ConfigurationSource<TConfiguration, TFold> : ConfigurationSource
    where TConfiguration : IConfiguration
    where TFold : IConfigurationFold<TConfiguration>
{
    internal override IConfiguration Initial(string tenant) => TFold.Initial(tenant);

    internal override IConfiguration Apply(IConfiguration configuration, Publication publication) =>
        TFold.Apply((TConfiguration)configuration, publication);
}
