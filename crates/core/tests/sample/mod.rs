//! What codegen writes for a crate, by hand: two operations of a made-up service.

use std::marker::PhantomData;

/// Description of the service.
pub static SERVICE: hwc_core::Service = hwc_core::Service::new(
    "bakery",
    "Bakery",
    &[("huawei", "https://bakery.{region}.myhuaweicloud.com"), ("otc", "https://bakery.{region}.otc.t-systems.com")],
);

/// Names of mandatory parameters.
#[allow(non_camel_case_types)]
pub mod missing {
    macro_rules! names {
        ($($name:ident)*) => { $(#[doc(hidden)] #[derive(Debug)] pub enum $name {})* };
    }
    names! { name spec_id oven_id flour salt water yeast baker_id shop_id shift_id zone_ids secret_recipe size_grams price
    filling_id }
}

/// Client of the service.
#[derive(Clone, Debug)]
pub struct Client {
    inner: hwc_core::Client,
}

impl Client {
    /// A client with this configuration.
    pub fn new(config: &hwc_core::Config) -> Self {
        Client { inner: hwc_core::Client::new(config, &SERVICE) }
    }

    /// Bakes a loaf.
    #[inline]
    pub fn bake_loaf(&self) -> BakeLoaf {
        BakeLoaf::new(&self.inner)
    }

    /// Lists loaves.
    #[inline]
    pub fn list_loaves(&self) -> ListLoaves {
        ListLoaves::new(&self.inner)
    }

    /// Lists the names of all shelves.
    #[inline]
    pub fn list_shelves(&self) -> ListShelves {
        ListShelves::new(&self.inner)
    }

    /// Tells where the recipe is.
    #[inline]
    pub fn find_recipe(&self) -> FindRecipe {
        FindRecipe { draft: hwc_core::Draft::new(&self.inner, &FIND_RECIPE) }
    }
}

static BAKE_LOAF: hwc_core::Operation =
    hwc_core::Operation::new("bake_loaf", hwc_core::Method::Post, "/v1/{project_id}/ovens/{oven_id}/loaves")
        .with_id("BakeLoaf")
        .with_scope(hwc_core::Scope::Project)
        .with_body(hwc_core::BodyKind::Json)
        .with_page("api-ref/bake_loaf.rst");

/// The state of [`BakeLoaf`] before any mandatory parameter is given.
pub type BakeLoafMissing = (
    missing::oven_id,
    missing::name,
    missing::spec_id,
    missing::flour,
    missing::salt,
    missing::water,
    missing::yeast,
    missing::baker_id,
    missing::shop_id,
    missing::shift_id,
    missing::zone_ids,
    missing::secret_recipe,
    missing::size_grams,
    missing::price,
);

/// Bakes a loaf.
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct BakeLoaf<S = BakeLoafMissing> {
    draft: hwc_core::Draft,
    state: PhantomData<S>,
}

impl BakeLoaf {
    #[inline]
    pub(crate) fn new(client: &hwc_core::Client) -> Self {
        BakeLoaf { draft: hwc_core::Draft::new(client, &BAKE_LOAF), state: PhantomData }
    }
}

/// Mandatory: everything that a loaf needs.
#[allow(clippy::type_complexity, reason = "one name for each mandatory parameter")]
impl<OvenId, Name, SpecId, Flour, Salt, Water, Yeast, BakerId, ShopId, ShiftId, ZoneIds, SecretRecipe, SizeGrams, Price>
    BakeLoaf<(
        OvenId,
        Name,
        SpecId,
        Flour,
        Salt,
        Water,
        Yeast,
        BakerId,
        ShopId,
        ShiftId,
        ZoneIds,
        SecretRecipe,
        SizeGrams,
        Price,
    )>
{
    /// Which oven.
    #[inline]
    pub fn oven_id(
        mut self,
        value: impl Into<String>,
    ) -> BakeLoaf<(
        hwc_core::Given,
        Name,
        SpecId,
        Flour,
        Salt,
        Water,
        Yeast,
        BakerId,
        ShopId,
        ShiftId,
        ZoneIds,
        SecretRecipe,
        SizeGrams,
        Price,
    )> {
        self.draft.path("oven_id", &value.into());
        BakeLoaf { draft: self.draft, state: PhantomData }
    }

    /// Sends the request.
    #[inline]
    pub fn send(self) -> hwc_core::Call<BakeLoafReply>
    where
        OvenId: hwc_core::IsGiven,
        Name: hwc_core::IsGiven,
        SpecId: hwc_core::IsGiven,
        Flour: hwc_core::IsGiven,
        Salt: hwc_core::IsGiven,
        Water: hwc_core::IsGiven,
        Yeast: hwc_core::IsGiven,
        BakerId: hwc_core::IsGiven,
        ShopId: hwc_core::IsGiven,
        ShiftId: hwc_core::IsGiven,
        ZoneIds: hwc_core::IsGiven,
        SecretRecipe: hwc_core::IsGiven,
        SizeGrams: hwc_core::IsGiven,
        Price: hwc_core::IsGiven,
    {
        self.draft.call()
    }
}

/// One setter of a mandatory member: its place in the tuple is `_`, the places around it are kept. The macro only
/// saves this file 13 times the lines of `oven_id`.
macro_rules! mandatory {
    ($($method:ident $put:ident ($type:ty => $as:ty) [$($before:ident)*] [$($after:ident)*];)*) => { $(
        impl<$($before,)* Missing, $($after,)*> BakeLoaf<($($before,)* Missing, $($after,)*)> {
            #[doc = concat!("Sets `", stringify!($method), "`.")]
            #[inline]
            pub fn $method(mut self, value: $type) -> BakeLoaf<($($before,)* hwc_core::Given, $($after,)*)> {
                let value: $as = value.into();
                self.draft.$put(stringify!($method), &value);
                BakeLoaf { draft: self.draft, state: PhantomData }
            }
        }
    )* };
}

mandatory! {
    name member (impl Into<String> => String) [A] [C D E F G H I J K L M N];
    spec_id member (impl Into<Crust> => Crust) [A B] [D E F G H I J K L M N];
    flour member (impl Into<String> => String) [A B C] [E F G H I J K L M N];
    salt member (f64 => f64) [A B C D] [F G H I J K L M N];
    water member (i64 => i64) [A B C D E] [G H I J K L M N];
    yeast member (bool => bool) [A B C D E F] [H I J K L M N];
    baker_id member (impl Into<String> => String) [A B C D E F G] [I J K L M N];
    shop_id member (impl Into<String> => String) [A B C D E F G H] [J K L M N];
    shift_id member (impl Into<Shift> => Shift) [A B C D E F G H I] [K L M N];
    zone_ids member (Vec<String> => Vec<String>) [A B C D E F G H I J] [L M N];
    secret_recipe secret_member (impl Into<hwc_core::Secret> => hwc_core::Secret) [A B C D E F G H I J K] [M N];
    size_grams member (i64 => i64) [A B C D E F G H I J K L] [N];
    price member (f64 => f64) [A B C D E F G H I J K L M] [];
}

impl<S> BakeLoaf<S> {
    /// What to say about it.
    #[inline]
    pub fn description(mut self, value: impl Into<String>) -> Self {
        self.draft.member("description", &value.into());
        self
    }

    /// Takes the description away.
    #[inline]
    pub fn description_null(mut self) -> Self {
        self.draft.null("description");
        self
    }

    /// What is inside.
    #[inline]
    pub fn fillings(mut self, value: impl IntoIterator<Item = impl Into<Filling>>) -> Self {
        self.draft.member("fillings", &value.into_iter().map(Into::into).collect::<Vec<Filling>>());
        self
    }

    /// Language of messages.
    #[inline]
    pub fn x_language(mut self, value: impl Into<String>) -> Self {
        self.draft.header("X-Language", &value.into());
        self
    }
}

hwc_core::operation!(BakeLoaf<S> -> BakeLoafReply);

/// What is inside a loaf: a request type with a mandatory member.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Filling {
    /// Which one. Mandatory.
    pub filling_id: Option<String>,
    /// How much.
    pub grams: Option<i64>,
    /// Key to its cupboard.
    pub key: Option<hwc_core::Secret>,
    /// What is inside of that.
    pub inner: Option<Box<Filling>>,
    /// Members that the documentation does not have.
    pub unknown_members: hwc_core::Members,
}

hwc_core::object!(@to Filling { filling_id "filling_id" grams "grams" key "key" inner "inner" });

impl Filling {
    /// Begins with nothing.
    #[inline]
    pub fn builder() -> FillingBuilder {
        FillingBuilder { value: hwc_core::Object::blank(), state: PhantomData }
    }
}

/// Puts a [`Filling`] together.
#[must_use = "a builder does nothing until `build`"]
pub struct FillingBuilder<S = (missing::filling_id,)> {
    value: Filling,
    state: PhantomData<S>,
}

impl<FillingId> FillingBuilder<(FillingId,)> {
    /// Which one.
    #[inline]
    pub fn filling_id(mut self, value: impl Into<String>) -> FillingBuilder<(hwc_core::Given,)> {
        self.value.filling_id = Some(value.into());
        FillingBuilder { value: self.value, state: PhantomData }
    }

    /// The filling.
    #[inline]
    pub fn build(self) -> Filling
    where
        FillingId: hwc_core::IsGiven,
    {
        self.value
    }
}

impl<S> FillingBuilder<S> {
    /// How much.
    #[inline]
    pub fn grams(mut self, value: i64) -> Self {
        self.value.grams = Some(value);
        self
    }

    /// Key to its cupboard.
    #[inline]
    pub fn key(mut self, value: impl Into<hwc_core::Secret>) -> Self {
        self.value.key = Some(value.into());
        self
    }

    /// What is inside of that.
    #[inline]
    pub fn inner(mut self, value: impl Into<Filling>) -> Self {
        self.value.inner = Some(Box::new(value.into()));
        self
    }
}

hwc_core::builder!(FillingBuilder<S> -> Filling);

hwc_core::open_enum! {
    /// Kinds of crust.
    pub enum Crust: str {
        /// Thin.
        Thin = "THIN",
        /// Thick.
        #[deprecated = "the documentation does not list it any more"]
        Thick = "THICK",
    }
}

hwc_core::open_enum! {
    /// Shifts by number.
    pub enum Shift: i64 {
        /// Early.
        _1 = 1,
        /// Late.
        _2 = 2,
        /// None.
        Minus1 = -1,
    }
}

/// Reply of [`BakeLoaf`].
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct BakeLoafReply {
    /// The loaf.
    pub loaf: Option<Loaf>,
    /// Id of the job.
    pub job_id: Option<String>,
    /// Members that the documentation does not have.
    pub unknown_members: hwc_core::Members,
}

hwc_core::object!(@from BakeLoafReply { loaf "loaf" job_id "job_id" });

/// A loaf.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Loaf {
    /// Its id.
    pub id: Option<String>,
    /// Its crust.
    pub crust: Option<Crust>,
    /// Its weight.
    pub grams: Option<i64>,
    /// Its price.
    pub price: Option<f64>,
    /// Whether it is sold.
    pub sold: Option<bool>,
    /// Password of its box.
    pub password: Option<hwc_core::Secret>,
    /// Free words.
    pub labels: std::collections::BTreeMap<String, String>,
    /// Slices.
    pub slices: Vec<Slice>,
    /// Smaller loaves inside.
    pub parent: Option<Box<Loaf>>,
    /// Anything.
    pub extra: Option<hwc_core::Value>,
    /// Zones.
    pub zone_ids: Vec<String>,
    /// Members that the documentation does not have.
    pub unknown_members: hwc_core::Members,
}

hwc_core::object!(Loaf {
    id "id" crust "crust" grams "grams" price "price" sold "sold" password "password" labels "labels" slices "slices"
    parent "parent" extra "extra" zone_ids "zone_ids"
} in "api-ref/loaf.rst" 2 1 2 3 4 5 6 7 8 9 0 12);

/// A slice.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Slice {
    /// Its number.
    pub r#type: Option<i64>,
    /// Its shift.
    pub shift: Option<Shift>,
    /// Members that the documentation does not have.
    pub unknown_members: hwc_core::Members,
}

hwc_core::object!(@from Slice { r#type "type" shift "shift" } in "api-ref/slice.rst" 1);

static LIST_LOAVES: hwc_core::Operation =
    hwc_core::Operation::new("list_loaves", hwc_core::Method::Get, "/v1/{project_id}/loaves")
        .with_scope(hwc_core::Scope::Project)
        .with_page("api-ref/list_loaves.rst");

/// Lists loaves.
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct ListLoaves {
    draft: hwc_core::Draft,
}

impl ListLoaves {
    #[inline]
    pub(crate) fn new(client: &hwc_core::Client) -> Self {
        ListLoaves { draft: hwc_core::Draft::new(client, &LIST_LOAVES) }
    }

    /// Only these crusts.
    #[inline]
    pub fn crust(mut self, value: impl IntoIterator<Item = impl Into<Crust>>) -> Self {
        self.draft.query("crust", &value.into_iter().map(Into::into).collect::<Vec<Crust>>());
        self
    }

    /// How many at most.
    #[inline]
    pub fn limit(mut self, value: i64) -> Self {
        self.draft.query("limit", &value);
        self
    }

    /// Sends the request.
    #[inline]
    pub fn send(self) -> hwc_core::Call<Vec<Loaf>> {
        self.draft.call()
    }
}

hwc_core::operation!(ListLoaves -> Vec<Loaf>);

static LIST_SHELVES: hwc_core::Operation =
    hwc_core::Operation::new("list_shelves", hwc_core::Method::Get, "/v1/shelves");

/// Lists the names of all shelves.
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct ListShelves {
    draft: hwc_core::Draft,
}

impl ListShelves {
    #[inline]
    pub(crate) fn new(client: &hwc_core::Client) -> Self {
        ListShelves { draft: hwc_core::Draft::new(client, &LIST_SHELVES) }
    }

    /// Sends the request.
    #[inline]
    pub fn send(self) -> hwc_core::Call<std::collections::BTreeMap<String, Shift>> {
        self.draft.call()
    }
}

hwc_core::operation!(ListShelves -> std::collections::BTreeMap<String, Shift>);

static FIND_RECIPE: hwc_core::Operation =
    hwc_core::Operation::new("find_recipe", hwc_core::Method::Get, "/v1/recipe").with_redirect();

/// Tells where the recipe is.
#[must_use = "nothing is sent before `send` is called and awaited"]
pub struct FindRecipe {
    draft: hwc_core::Draft,
}

impl FindRecipe {
    /// Sends the request.
    #[inline]
    pub fn send(self) -> hwc_core::Call<()> {
        self.draft.call()
    }
}

hwc_core::operation!(FindRecipe -> ());
